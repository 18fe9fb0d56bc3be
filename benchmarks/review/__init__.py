"""How well the review finds what is wrong, and leaves alone what is not; see __main__.py."""
