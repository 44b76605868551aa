"""What a draft keeps: everything that an editor can enter, relations and lists included."""

import json
from typing import Any

import pytest
from modelcluster.models import get_all_child_m2m_relations, get_all_child_relations

from tests.pages.page_types import FACTORIES, each_page_type

pytestmark = pytest.mark.django_db


def content_of(page: Any) -> dict[str, Any]:
    """Every value of the page, its lists and its relations, without what each saving changes."""
    content: dict[str, Any] = json.loads(page.to_json())
    for name in ("latest_revision", "latest_revision_created_at", "draft_title", "has_unpublished_changes"):
        content.pop(name, None)
    content["body"] = json.loads(content["body"])  # PostgreSQL keeps the order of keys to itself
    return content


@each_page_type
def test_a_complete_page_fills_every_field(label: str) -> None:
    page = FACTORIES[label](complete=True)
    own = [field for field in page._meta.concrete_fields if field.model._meta.app_label == "pages"]
    empty = [field.name for field in own if field.value_from_object(page) in (None, "", [])]
    empty += [
        relation.get_accessor_name()
        for relation in get_all_child_relations(page)
        if relation.related_model._meta.app_label == "pages" and not getattr(page, relation.get_accessor_name()).all()
    ]
    empty += [field.name for field in get_all_child_m2m_relations(page) if not getattr(page, field.name).all()]
    assert empty == []


@each_page_type
def test_a_revision_keeps_every_field_and_relation(label: str) -> None:
    page = FACTORIES[label](complete=True)
    before = content_of(page)

    draft = page.save_revision().as_object()

    assert content_of(draft) == before


@each_page_type
def test_publishing_a_revision_stores_every_field_and_relation(label: str) -> None:
    page = FACTORIES[label](complete=True)
    before = content_of(page)

    page.save_revision().publish()

    stored = content_of(type(page).objects.get(pk=page.pk))
    for changed in ("last_published_at", "first_published_at", "live_revision"):
        stored.pop(changed), before.pop(changed)
    assert stored == before


@each_page_type
def test_a_copy_of_a_page_has_its_own_rows(label: str) -> None:
    page = FACTORIES[label](complete=True)

    copy = page.copy(update_attrs={"slug": "copy"})

    for relation in get_all_child_relations(page):
        name = relation.get_accessor_name()
        if relation.related_model._meta.app_label == "pages":
            originals, copies = list(getattr(page, name).all()), list(getattr(copy, name).all())
            assert [str(row) for row in copies] == [str(row) for row in originals]
            assert not {row.pk for row in copies} & {row.pk for row in originals}
