"""Reward proposals, decisions and certificates."""
