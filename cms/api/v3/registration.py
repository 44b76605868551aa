"""Puts our read schemas in place of Wagtail's. Called by ``cms.api.apps`` when all models are loaded."""

import sys
from dataclasses import replace
from typing import Any

from wagtail.api.v3.registry import registry
from wagtail.models import Page, get_page_models

from cms.api.v3.generator import public_generator
from cms.api.v3.precise import precise
from cms.api.v3.schemas import PublicPageSchema
from cms.errors import ConfigurationError

__all__ = ["read_schema", "register_read_schemas"]

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
    generator = public_generator()
    for model in get_page_models():
        registration = registry.get(model._meta.label)
        registry.register(replace(registration, read_schema=read_schema(generator, model)))


def read_schema(generator: Any, model: type[Page]) -> Any:
    """The schema of one page type, named as its class.

    Not by the generator's ``generate_schema``: Ninja keeps one schema for each name, and would answer with Wagtail's.
    """
    built = generator.build_schema(
        model, name=f"{model.__name__}Built", base_class=PublicPageSchema, follow_reverse_related=True
    )
    return precise(generator, model, built, name=model.__name__)
