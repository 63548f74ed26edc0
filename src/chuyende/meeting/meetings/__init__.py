"""Convene, prepare, agenda, attendance, conclusions."""
