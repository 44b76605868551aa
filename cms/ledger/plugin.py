"""Registers the built-in models that the ledger keeps, through the hook that every plugin uses."""

from collections.abc import Iterable
from typing import Any

from django.apps import apps
from wagtail.contrib.redirects.models import Redirect
from wagtail.contrib.settings.models import BaseGenericSetting, BaseSiteSetting
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Locale, Site
from wagtail.snippets.models import get_snippet_models

from blocks.visibility import is_public_file, is_public_page
from cms.hookspecs import TrackedModel, hookimpl
from cms.ledger.reach import root_paths
from cms.ledger.tags import EVERYTHING

__all__ = ["tracked_models"]

#: Found out on first use. What is shown is the same before and after they are kept.
UNSEEN_OF_FILES = ("file_hash", "file_size")


@hookimpl
def tracked_models() -> Iterable[TrackedModel]:
    """Sites, languages, redirects, files, site settings and snippets, also those of plugins."""
    yield TrackedModel(Site, further_tags=(EVERYTHING,))  # every URL begins with one
    yield TrackedModel(Locale, further_tags=(EVERYTHING,))
    yield TrackedModel(Redirect, is_public=_leads_to_the_public)
    unseen_of_images = (*UNSEEN_OF_FILES, "renditions_asked_at")
    yield TrackedModel(get_image_model(), is_public=is_public_file, unseen_fields=unseen_of_images)
    yield TrackedModel(get_document_model(), is_public=is_public_file, unseen_fields=UNSEEN_OF_FILES)
    for model in apps.get_models():
        if issubclass(model, BaseSiteSetting | BaseGenericSetting):
            yield TrackedModel(model, is_public=_always)
    for model in get_snippet_models():
        yield TrackedModel(model)


def _leads_to_the_public(redirect: Redirect) -> bool:
    page = redirect.redirect_page
    return page is None or (page.url_path.startswith(root_paths()) and is_public_page(page))


def _always(_instance: Any) -> bool:
    return True
