"""Official papers: minutes, summons, plans; the register; verification."""
