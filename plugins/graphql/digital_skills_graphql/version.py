"""The version of this package, for its metadata and for the CMS."""

__all__ = ["VERSION"]

VERSION = "0.1.0"
