"""One module a scenario: `run()` yields its figures."""
