"""Every contract check of a plugin, one after the other, in a database made for it. For ``manage.py plugins check``."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import NamedTuple

from django.apps import apps
from django.db import transaction
from django.test import override_settings
from django.test.utils import (
    setup_databases,
    setup_test_environment,
    teardown_databases,
    teardown_test_environment,
)
from wagtail.models import get_page_models

from cms.hookspecs import SectionBlockRegistration
from cms.plugins.description import Plugin
from cms.plugins.manager import answers, hook_names
from cms.plugins.testing.blocks import assert_block_contract
from cms.plugins.testing.leaks import assert_nothing_leaks
from cms.plugins.testing.migrations import assert_no_missing_migrations
from cms.plugins.testing.names import assert_only_public_names
from cms.plugins.testing.pages import assert_page_contract

__all__ = ["Outcome", "check_plugin"]


class Outcome(NamedTuple):
    """What a check found: ``problem`` is empty when all is well."""

    check: str
    problem: str


def check_plugin(plugin: Plugin) -> Iterator[Outcome]:
    """Carry out every check of ``plugin``, which is loaded. Nothing is written into the installation's own database."""
    with _own_database():
        for told, check in _checks(plugin):
            yield Outcome(told, _problem(check))


def _checks(plugin: Plugin) -> Iterator[tuple[str, Callable[[], None]]]:
    yield "implements hooks", partial(_assert_hooks, plugin)
    yield "imports public names only", partial(assert_only_public_names, plugin.name)
    yield "has all its migrations", partial(assert_no_missing_migrations, plugin.name)
    for answer in answers("section_blocks", SectionBlockRegistration):
        if answer.plugin == plugin.name:
            yield f"block {answer.item.name}", partial(assert_block_contract, answer.item.name)
    labels = {config.label for config in apps.get_app_configs() if config.name in plugin.apps}
    for model in get_page_models():
        if model._meta.app_label in labels:
            yield f"page type {model._meta.label}", partial(assert_page_contract, model)
    yield "nothing leaks", partial(assert_nothing_leaks, plugin.name)


def _assert_hooks(plugin: Plugin) -> None:
    assert hook_names(plugin) or plugin.apps, f"{plugin.name} has neither hooks nor apps, so it does nothing."


def _problem(check: Callable[[], None]) -> str:
    try:
        with transaction.atomic():
            check()
            transaction.set_rollback(True)
    except AssertionError as error:
        return str(error) or "an assertion failed"
    except Exception as error:  # a plugin's boundary: whatever it raises is what is wrong with it
        return f"{type(error).__name__}: {error}"
    return ""


@contextmanager
def _own_database() -> Iterator[None]:
    setup_test_environment()
    kept = setup_databases(verbosity=0, interactive=False)
    try:
        with override_settings(ALLOWED_HOSTS=["*"], ADMIN_HOSTS=[], API_HOSTS=[], DELIVERY_STORE=False):
            yield
    finally:
        teardown_databases(kept, verbosity=0)
        teardown_test_environment()
