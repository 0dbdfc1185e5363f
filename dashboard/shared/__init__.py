"""What several pages show: items of the circle, cards, breakdowns of a score, documents, tables to take
along.
"""
