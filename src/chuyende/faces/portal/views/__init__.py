"""Pages of the public site, of the newsroom, and the feeds for machines."""
