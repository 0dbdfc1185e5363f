"""The tests; the folders mirror the packages. Shared code is in conftest.py and stores.py."""
