"""One output format a file, each with `draw(drawing)`."""
