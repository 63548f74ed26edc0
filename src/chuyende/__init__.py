"""Chuyên Đề: thematic meetings of Party committees and cells, planned, held, followed up and improved."""
