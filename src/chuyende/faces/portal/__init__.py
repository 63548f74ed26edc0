"""The public site: articles, photographs, visitor statistics, feeds."""
