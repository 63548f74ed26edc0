"""What will be held, and why."""
