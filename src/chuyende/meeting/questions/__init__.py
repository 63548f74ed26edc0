"""The bank of questions: what a cell has asked, and may ask again; files of questions, in and out."""
