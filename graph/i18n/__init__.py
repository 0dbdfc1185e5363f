"""Texts in two languages: messages of errors and issues, texts of user interfaces. Pure."""
