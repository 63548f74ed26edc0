"""The pages of a meeting: before, during, after."""
