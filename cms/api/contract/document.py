"""The OpenAPI document of version 3 as plain JSON and as the text of a file.

Used by ``manage.py openapi``, by whoever generates a client from it, and by the tests that hold every response against
it.
"""

import json
from typing import Any, cast

from django.conf import settings
from django.utils import translation
from ninja.responses import NinjaJSONEncoder

from cms.api.v3.api import api

__all__ = ["document_text", "openapi_document"]


def openapi_document() -> dict[str, Any]:
    """The document, made of nothing but JSON's types.

    Texts are in the language of the site, as in the document that the API serves. Needs no database.
    """
    with translation.override(settings.LANGUAGE_CODE):
        return cast(dict[str, Any], json.loads(json.dumps(api.get_openapi_schema(), cls=NinjaJSONEncoder)))


def document_text(document: dict[str, Any] | None = None) -> str:
    """A document, or else that of the API, as the text of a file.

    The same for the same code and settings, so that two can be compared line by line.
    """
    written = openapi_document() if document is None else document
    return f"{json.dumps(written, indent=2, sort_keys=True, ensure_ascii=False)}\n"
