"""Answers as the command line prints them: documents for programs, tables for people."""
