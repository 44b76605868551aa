"""Keeps what Wagtail's own operations do not expect from becoming a server error. Applied to all by ``api``.

Wagtail looks into values (blocks, positions in the tree, keys) that its schemas leave open. Its code is not ours to
patch, so what it raises over such a value is answered as a value that does not fit, and logged with its traceback.
"""

import logging
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Any

from django.db import DatabaseError
from django.db.models import ProtectedError
from django.http import HttpRequest
from ninja.errors import HttpError
from pydantic import ValidationError
from treebeard.exceptions import InvalidMoveToDescendant, InvalidPosition, PathOverflow
from wagtail.api.rich_text import RichTextFormatError

__all__ = ["guarded", "refusing_misfits"]

WAGTAIL = "wagtail."
ANSWERED_ALREADY = (ValidationError, RichTextFormatError)  # kinds of ValueError that say more
MISFITS = (
    *(AttributeError, LookupError, TypeError, ValueError, ArithmeticError, DatabaseError, ProtectedError),
    *(InvalidMoveToDescendant, InvalidPosition, PathOverflow),
)

logger = logging.getLogger(__name__)


def guarded(view: Callable[..., Any]) -> Callable[..., Any]:
    """Ninja's decorator of an operation's view: ``refusing_misfits`` for those of Wagtail's."""
    return refusing_misfits(view) if view.__module__.startswith(WAGTAIL) else view


def refusing_misfits(view: Callable[..., Any]) -> Callable[..., Any]:
    """``view``, which raises ``HttpError`` 422 where something raises over a value: Wagtail's code, or a plugin's."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        try:
            return view(request, *args, **kwargs)
        except ANSWERED_ALREADY:
            raise
        except MISFITS as error:
            logger.exception("%s %s could not be carried out", request.method, request.path)
            message = "This cannot be done with the values that were sent."
            raise HttpError(HTTPStatus.UNPROCESSABLE_ENTITY, message) from error

    return wrapper
