"""The live page: a local server that shows designs, and shows them anew when their files change.

An author's code runs in a child process alone, with a limit of time and of memory.
"""
