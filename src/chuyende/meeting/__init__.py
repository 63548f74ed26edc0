"""The meeting itself."""
