"""The dashboard's server: serving, the gate before it, the link that opens it."""
