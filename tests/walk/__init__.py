"""The walk: every figure that is shown anywhere, against the same worked out from the CSV files.

What is shown is read from the data of the pages, from the answers of commands and queries, and from packs.
``tests/independent`` has the other side.
"""
