"""How version 3 refuses the value of a query parameter. Called by the reading endpoints."""

from pydantic import ValidationError
from wagtail.api.v3.errors import as_validation_error

__all__ = ["refusal"]


def refusal(name: str, message: str) -> ValidationError:
    """The error to raise: status 422, ``loc`` is ``["query", name]``, ``message`` is for the caller."""
    return as_validation_error(ValueError(message), message, loc=("query", name))
