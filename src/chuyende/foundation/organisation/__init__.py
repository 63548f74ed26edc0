"""The tree of committees and cells, members, dated memberships, positions, roles."""
