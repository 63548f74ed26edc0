"""Word files made one by one, as Word, WPS, Google Docs and LibreOffice write them, each with its key in JSON."""
