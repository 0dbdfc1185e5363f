"""Tests of the tools that a checkout needs besides the program."""
