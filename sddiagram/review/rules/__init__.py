"""One rule a file, named for the defect that it finds.

A file's docstring is what `sddiagram explain` prints, and it is a test: the design under `For
example:` is found, those under `Instead:` and `Look-alike:` are not. Its function has the file's
name, takes a `Design` and yields what `found` makes. Its weight is a row of severity.py.
"""
