"""The version, said once: the package is built with it."""

VERSION = "1.0.0"
