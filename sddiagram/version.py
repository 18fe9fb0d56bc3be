"""The version, said once: the package is built with it."""

VERSION = "0.1.0"
