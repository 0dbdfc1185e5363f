"""The tests; they mirror the packages. What they share is in conftest.py and stores.py."""
