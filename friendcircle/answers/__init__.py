"""Formats of the command line's answers: documents for programs, tables for people."""
