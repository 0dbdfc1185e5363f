"""Parts that several pages share: circle items, cards, score breakdowns, documents, downloads."""
