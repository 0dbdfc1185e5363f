"""The facts of a home's relations, as statements tell of them, and the two clocks under which they are read.
Pure.
"""
