"""The live hall: one question at a time, answered by phone or by a printed card."""
