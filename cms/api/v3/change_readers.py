"""Who is told of which changes. Called by the change feed; its stream sends the same.

Everybody is told what the ledger marks as public: the object could be seen before the change or can be seen after it.
Whoever reads drafts by a token is told as well of what its owner can read now, by the rules of the lists of pages,
images and documents. Of other things that are not public, and of those that are gone, administrators alone hear.
"""

from typing import Any

from django.db.models import Q, TextField
from django.db.models.functions import Cast
from django.http import HttpRequest
from wagtail.documents import get_document_model
from wagtail.documents.api.v3.router import get_documents_queryset
from wagtail.images import get_image_model
from wagtail.images.api.v3.router import get_images_queryset
from wagtail.models import Page, get_page_models

from cms.api.v3.pages import workable_pages
from cms.api.v3.site_choice import asked_site
from cms.ledger.models import Change

__all__ = ["changes_for", "followed_site", "is_for_everybody"]


def changes_for(request: HttpRequest) -> Q:
    """The changes that the caller is told of: of every site, since answers of one link to pages of another, unless
    ``?site=`` names one; then of that one and of what belongs to none.
    """
    site_id = followed_site(request)
    here = Q() if site_id is None else Q(site_id__isnull=True) | Q(site_id=site_id)
    user: Any = request.user
    if user.is_superuser:
        return here
    public = Q(is_public=True)
    return here & (public | _readable(request) if user.is_authenticated else public)


def followed_site(request: HttpRequest) -> int | None:
    """The id of the site that ``?site=`` names, ``None`` without it. Refuses as ``asked_site`` does."""
    site = asked_site(request)
    return site.pk if site and "site" in request.GET else None


def is_for_everybody(change: Change, site_id: int | None) -> bool:
    """Whether ``change`` is among those that a caller without a token is told, of every site or of one."""
    return change.is_public and (site_id is None or change.site_id in (None, site_id))


def _readable(request: HttpRequest) -> Q:
    """The changes of objects that are there and that the owner of the token may read, public or not."""
    pages = [model._meta.label for model in (Page, *get_page_models())]
    return (
        _of(pages, workable_pages(request))
        | _of([get_image_model()._meta.label], get_images_queryset(request))
        | _of([get_document_model()._meta.label], get_documents_queryset(request))
    )


def _of(labels: list[str], objects: Any) -> Q:
    keys = objects.order_by().annotate(key=Cast("pk", TextField())).values("key")
    return Q(object_type__in=labels, object_id__in=keys)
