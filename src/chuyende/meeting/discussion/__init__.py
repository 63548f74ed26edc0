"""Papers, contributions and votes."""
