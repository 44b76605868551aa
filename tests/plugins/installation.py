"""Installs a plugin for the length of a test, as if the process had started with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType

from django.apps import apps
from wagtail.admin.panels.model_utils import get_edit_handler
from wagtail.models import Page

from blocks.field import every_sections_field
from cms.ledger.tracked import forget_tracked
from cms.plugins.manager import plugins
from cms.plugins.testing.contract.middleware import contract

__all__ = ["installed"]


@contextmanager
def installed(plugin: ModuleType) -> Iterator[None]:
    """Register ``plugin`` and forget what had been built without it; at the end, the other way round."""
    plugins().register(plugin, name=plugin.__name__)
    try:
        _start_afresh()
        yield
    finally:
        plugins().unregister(plugin)
        _start_afresh()


def _start_afresh() -> None:
    """Forget what is built once per process: the definitions of the bodies, the forms that hold them, the contract."""
    for field in every_sections_field():
        field.__dict__.pop("stream_block", None)
    for model in apps.get_models():
        if issubclass(model, Page):
            model.get_edit_handler.cache_clear()
    get_edit_handler.cache_clear()
    forget_tracked()
    contract.cache_clear()
