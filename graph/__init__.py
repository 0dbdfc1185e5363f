"""The domain: the model of relationships, the store that holds it, and what is computed from it.

Nothing here knows of files that a user brings, of Streamlit or of pages.
"""
