"""How large things are: texts in the shipped font, cards, and what runs through what."""
