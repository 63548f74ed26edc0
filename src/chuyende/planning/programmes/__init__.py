"""Term, year, quarter and month; topics and their groundings."""
