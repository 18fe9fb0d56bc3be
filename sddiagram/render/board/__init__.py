"""What stands on the page: cards, edges, words and panels, as SVG."""
