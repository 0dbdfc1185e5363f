"""The script that the server runs for every visit. It has a folder of its own, which Streamlit puts first on
the search path: no module may be hidden by it.
"""
