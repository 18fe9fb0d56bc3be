"""Practice: a timed mock interview, what its logs say, and a quiz; all as values and plain files.

Time is passed in, never asked for, so that a round of an hour is tested in a moment.
"""
