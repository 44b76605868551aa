"""Serves uploads from the local disk, for installations without a bucket and without a web server in front.

Included by ``cms.urls``. A web server is faster at it (see ``docs/operations.md``) and must keep the same rule:
documents are not served from here, because only Wagtail's document view respects the privacy of their collection.
"""

import posixpath
from pathlib import PurePosixPath

from django.conf import settings
from django.core.files.storage import FileSystemStorage, storages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe
from django.views.static import serve
from wagtail.documents import get_document_model

__all__ = ["serve_upload", "upload_urls"]

SECONDS_FRESH = 3600
# An upload is shown as an image or saved; opened by itself, it runs nothing and loads nothing.
UPLOAD_POLICY = "default-src 'none'; style-src 'unsafe-inline'; sandbox"


@require_safe
def serve_upload(request: HttpRequest, name: str) -> HttpResponseBase:
    """The uploaded file ``name`` (a path below ``MEDIA_ROOT``), or 304 when it has not changed. 404 for documents."""
    clean_name = posixpath.normpath(f"/{name}").lstrip("/")  # of the root, ".." is the root: it stays inside
    if PurePosixPath(clean_name.lower()).is_relative_to(_documents_folder()):
        raise Http404("Documents have their own address.")
    response = serve(request, clean_name, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = f"public, max-age={SECONDS_FRESH}"
    response["Content-Security-Policy"] = UPLOAD_POLICY
    return response


def upload_urls() -> list[URLPattern]:
    """The URL of uploads, unless a bucket or another host serves them."""
    is_elsewhere = not settings.MEDIA_URL.startswith("/")
    if is_elsewhere or not isinstance(storages["default"], FileSystemStorage):
        return []
    return [path(f"{settings.MEDIA_URL.strip('/')}/<path:name>", serve_upload, name="upload")]


def _documents_folder() -> str:
    folder = get_document_model()._meta.get_field("file").upload_to
    return str(folder).strip("/")
