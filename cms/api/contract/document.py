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


def document_text() -> str:
    """The document as UTF-8 text: the same for the same code and settings, so that two can be compared line by line.

    Texts are in the language of the site, as in the document that the API serves. Needs no database.
    """
    with translation.override(settings.LANGUAGE_CODE):
        text = json.dumps(api.get_openapi_schema(), cls=NinjaJSONEncoder, indent=2, sort_keys=True, ensure_ascii=False)
    return f"{text}\n"


def openapi_document() -> dict[str, Any]:
    """The document, made of nothing but JSON's types."""
    return cast(dict[str, Any], json.loads(document_text()))
