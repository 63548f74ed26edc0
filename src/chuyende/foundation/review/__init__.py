"""One engine: draft, submit, comment, return or approve, lock, amend."""
