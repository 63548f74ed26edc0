"""Sign-in, second factor, sessions, preferences."""
