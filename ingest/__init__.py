"""Files in, facts out: reading, checking, resolving and loading; also the care of the store itself (lease,
migration, backup).
"""
