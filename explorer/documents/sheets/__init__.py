"""Spreadsheets and other tables, read into grids of text: a table is a document, a row is a passage."""
