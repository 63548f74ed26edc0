"""Measured, not hoped: the same scenarios on every machine, each figure beside what the bare machine does."""
