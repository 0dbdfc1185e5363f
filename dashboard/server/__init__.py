"""The dashboard's server: serving, the access gate, the link that opens it."""
