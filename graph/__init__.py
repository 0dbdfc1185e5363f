"""The domain: the relationship model, its store, and the computations on it.

Knows nothing of user files, Streamlit or pages.
"""
