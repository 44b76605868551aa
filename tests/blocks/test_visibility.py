"""What the public may know of, and at which cost the question is answered."""

from typing import Any

import pytest
from django.contrib.auth.models import Group
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.documents import get_document_model
from wagtail.models import CollectionViewRestriction, Page, PageViewRestriction

from blocks.visibility import (
    closed_restrictions,
    is_public_file,
    is_public_page,
    objects_by_id,
    public_pages,
    visibility_scope,
)
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db

KINDS = [PageViewRestriction.PASSWORD, PageViewRestriction.LOGIN, PageViewRestriction.GROUPS]


def restrict(page: Page, kind: str = PageViewRestriction.LOGIN) -> PageViewRestriction:
    restriction = PageViewRestriction.objects.create(page=page, restriction_type=kind, password="secret")
    if kind == PageViewRestriction.GROUPS:
        restriction.groups.add(Group.objects.create(name="Insiders"))
    return restriction


def is_listed(page: Page) -> bool:
    return public_pages(Page.objects.filter(pk=page.pk)).exists()


def test_a_live_page_is_public() -> None:
    page = ContentPageFactory()

    assert is_public_page(page)
    assert is_listed(page)


def test_nothing_and_a_draft_are_not_public() -> None:
    draft = ContentPageFactory(live=False)

    assert not is_public_page(None)
    assert not is_public_page(draft)
    assert not is_listed(draft)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("above", [False, True], ids=["on the page", "on an ancestor"])
def test_a_restricted_page_is_not_public(kind: str, above: bool) -> None:
    parent = ContentPageFactory()
    page = ContentPageFactory(parent=parent)
    beside = ContentPageFactory()
    restrict(parent if above else page, kind)

    assert not is_public_page(page)
    assert not is_listed(page)
    assert is_public_page(beside)
    assert is_listed(beside)


def test_an_alias_is_as_private_as_its_source() -> None:
    source = ContentPageFactory()
    alias = source.create_alias(parent=default_home(), update_slug="alias")
    of_alias = Page.objects.get(pk=alias.pk).create_alias(parent=default_home(), update_slug="alias-of-alias")
    below_alias = ContentPageFactory(parent=alias)
    assert is_public_page(alias)

    restrict(source)

    for page in (alias, of_alias, below_alias):
        assert not is_public_page(page)
        assert not is_listed(page)
        assert Client().get(page.url).status_code == 302  # Wagtail agrees: it asks for a sign-in


def test_a_page_of_no_site_is_not_listed() -> None:
    stray = ContentPageFactory(parent=Page.get_first_root_node())

    assert not is_listed(stray)


@pytest.mark.parametrize("factory", [ImageFactory, DocumentFactory])
def test_a_file_is_as_private_as_its_collection(factory: Any) -> None:
    restricted = CollectionFactory()
    below = CollectionFactory(parent=restricted)
    beside = CollectionFactory()
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")

    assert [is_public_file(factory(collection=collection)) for collection in (restricted, below, beside)] == [
        False,
        False,
        True,
    ]


def test_no_file_is_not_public() -> None:
    assert not is_public_file(None)


def test_a_scope_reads_the_restrictions_once() -> None:
    pages = [ContentPageFactory() for _number in range(5)]
    restricted = CollectionFactory()
    CollectionViewRestriction.objects.create(collection=restricted, restriction_type="login")
    files = [ImageFactory(collection=restricted if number % 2 else CollectionFactory()) for number in range(5)]
    restrict(pages[0])

    with CaptureQueriesContext(connection) as queries, visibility_scope():
        assert [is_public_page(page) for page in pages] == [False, True, True, True, True]
        with visibility_scope():
            assert [is_public_file(file) for file in files] == [True, False, True, False, True]
            assert not is_public_page(pages[0])

    assert len(queries) == 4  # page restrictions, their aliases; collection restrictions, what is below them


def test_a_restriction_counts_from_the_next_scope_on() -> None:
    page = ContentPageFactory()
    with visibility_scope():
        assert is_public_page(page)

    restrict(page)

    with visibility_scope():
        assert not is_public_page(page)


def test_a_scope_reads_an_object_once() -> None:
    document = DocumentFactory()
    model = get_document_model()

    with CaptureQueriesContext(connection) as queries, visibility_scope():
        for _time in range(3):
            assert objects_by_id(model, [document.pk, 10**6]) == {document.pk: document}

    assert len(queries) == 1


def seen(pages: dict[str, Page]) -> set[str]:
    """The names of those of ``pages`` that are public, after checking that both answers agree."""
    one_by_one = {name for name, page in pages.items() if is_public_page(page)}
    listed = set(public_pages(Page.objects.filter(pk__in=[page.pk for page in pages.values()])).values_list("pk"))
    assert {(pages[name].pk,) for name in one_by_one} == listed
    return one_by_one


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_open_is_a_page_and_those_below_it_up_to_the_next_restriction(kind: str) -> None:
    section = ContentPageFactory()
    inner = ContentPageFactory(parent=section)
    pages = {
        "section": section,
        "below": ContentPageFactory(parent=section),
        "draft below": ContentPageFactory(parent=section, live=False),
        "inner": inner,
        "below inner": ContentPageFactory(parent=inner),
        "sibling": ContentPageFactory(),
        "below sibling": ContentPageFactory(),
    }
    outer, nested = restrict(section, kind), restrict(inner, PageViewRestriction.PASSWORD)
    restrict(pages["sibling"])

    opened = {
        name: visibility_scope(opened=frozenset(restriction.pk for restriction in restrictions))
        for name, restrictions in {"none": [], "outer": [outer], "nested": [nested], "both": [outer, nested]}.items()
    }
    found = {}
    for name, scope in opened.items():
        with scope:
            found[name] = seen(pages) - {"below sibling"}

    assert found == {
        "none": set(),
        "outer": {"section", "below"},
        "nested": set(),
        "both": {"section", "below", "inner", "below inner"},
    }


def test_an_alias_is_open_with_its_source() -> None:
    source = ContentPageFactory()
    alias = source.create_alias(parent=default_home(), update_slug="alias")
    pages = {"source": source, "alias": alias, "below alias": ContentPageFactory(parent=alias)}
    restriction = restrict(source)

    with visibility_scope(opened=frozenset({restriction.pk})):
        assert seen(pages) == set(pages)
        assert closed_restrictions(alias) == []
    with visibility_scope(opened=frozenset({restriction.pk + 1})):
        assert seen(pages) == set()
        assert closed_restrictions(pages["below alias"]) == [restriction]


def test_a_restriction_that_wagtail_copied_to_an_alias_counts_for_nothing() -> None:
    source = ContentPageFactory()
    restriction = restrict(source)
    alias = Page.objects.get(pk=source.create_alias(parent=default_home(), update_slug="alias").pk)
    assert PageViewRestriction.objects.filter(page=alias).exists()
    assert not is_public_page(alias)

    with visibility_scope(opened=frozenset({restriction.pk})):
        assert is_public_page(alias)
    restriction.delete()
    assert is_public_page(alias)
    assert Client().get(alias.url).status_code == 200  # Wagtail agrees


def test_a_page_with_two_restrictions_needs_both_open() -> None:
    page = ContentPageFactory()
    first, second = restrict(page), restrict(page, PageViewRestriction.PASSWORD)

    for restriction in (first, second):
        with visibility_scope(opened=frozenset({restriction.pk})):
            assert not is_public_page(page)
    with visibility_scope(opened=frozenset({first.pk, second.pk})):
        assert is_public_page(page)


def test_what_is_open_ends_with_its_scope_and_holds_in_scopes_within() -> None:
    page = ContentPageFactory()
    restriction = restrict(page)

    with visibility_scope():
        assert not is_public_page(page)
        with visibility_scope(opened=frozenset({restriction.pk})):
            with visibility_scope():
                assert is_public_page(page)
            with visibility_scope(opened=frozenset()):
                assert not is_public_page(page)
        assert not is_public_page(page)
    assert not is_public_page(page)


def test_closed_restrictions_begin_with_the_outermost() -> None:
    section = ContentPageFactory()
    page = ContentPageFactory(parent=section)
    inner, outer = restrict(page, PageViewRestriction.PASSWORD), restrict(section)

    assert closed_restrictions(page) == [outer, inner]
    with visibility_scope(opened=frozenset({outer.pk})):
        assert closed_restrictions(page) == [inner]
    assert closed_restrictions(ContentPageFactory()) == []


def test_an_open_page_opens_no_file() -> None:
    page = ContentPageFactory()
    restriction = restrict(page)
    collection = CollectionFactory()
    CollectionViewRestriction.objects.create(pk=restriction.pk, collection=collection, restriction_type="login")

    with visibility_scope(opened=frozenset({restriction.pk})):
        assert not is_public_file(ImageFactory(collection=collection))
