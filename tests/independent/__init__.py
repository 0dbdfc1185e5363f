"""The figures worked out once more, from the CSV files of the sample, with the standard library alone.

Nothing here imports the program; ``tests/walk/test_independent.py`` holds that.
"""
