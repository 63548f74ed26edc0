"""What a meeting leads to."""
