"""The model of the graph: labels, relationship types, vocabularies, partial dates, countries and areas,
procedures. Pure.
"""
