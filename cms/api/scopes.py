"""What an API token can be allowed beyond reading what is public. Named by tokens and by operations of version 3."""

from enum import StrEnum

__all__ = ["Scope"]


class Scope(StrEnum):
    """Names as the API and the command line write them. Each is a field of ``TokenTerms``."""

    READ_DRAFTS = "read_drafts"
    WRITE = "write"
    REVIEW = "review"
