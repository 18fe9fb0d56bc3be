"""`python -m sddiagram` is the command line."""

from sddiagram.cli import main

main()
