"""The version of this package, where its build reads it without importing anything."""

__all__ = ["VERSION"]

VERSION = "0.1.0"
