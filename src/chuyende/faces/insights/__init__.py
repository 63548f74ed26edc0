"""The whole committee on one page."""
