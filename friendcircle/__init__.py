"""The front door: the command line and its configuration. It wires the packages and holds no logic of the
field.
"""
