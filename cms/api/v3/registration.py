"""Puts our read schemas in place of Wagtail's. Called by ``cms.api.apps`` when all models are loaded."""

import sys
from dataclasses import replace

from wagtail.api.v3.registry import registry
from wagtail.models import get_page_models

from cms.api.v3.generator import public_generator
from cms.api.v3.schemas import PublicPageSchema
from cms.errors import ConfigurationError

__all__ = ["register_read_schemas"]

READER = "wagtail.api.v3.routers.pages"  # builds its responses from the registry, once, when it is imported


def register_read_schemas() -> None:
    """Register a read schema of ours for every page type.

    Raises ``ConfigurationError`` when an app that is loaded earlier has already made Wagtail build its routers.
    """
    if READER in sys.modules:
        raise ConfigurationError(
            f"INSTALLED_APPS: an app before cms.api imports {READER} when it is ready. "
            "Move it behind cms.api, or private pages would show in API version 3."
        )
    for model in get_page_models():
        registration = registry.get(model._meta.label)
        schema = public_generator.generate_schema(model, base_class=PublicPageSchema)
        registry.register(replace(registration, read_schema=schema))
