"""Governing documents, their provisions, and dated rule sets."""
