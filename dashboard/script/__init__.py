"""The script that the server runs on every visit.

It has its own folder because Streamlit puts that folder first on the search path, where it could hide
modules.
"""
