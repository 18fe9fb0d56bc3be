"""The two models: what an author says (`Pattern`) and what is on the board (`View`).

Every value is frozen, compares by content and does no I/O.
"""
