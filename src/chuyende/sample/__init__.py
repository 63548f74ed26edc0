"""The sample committee: the article's own school, so that whoever starts the program sees it at work."""
