"""Contests of a Party body over several cells and rounds: rules as data, standings that can be reckoned again."""
