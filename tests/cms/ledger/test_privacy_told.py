"""What the ledger says when the public may see less, or more."""

from typing import Any

import pytest
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import Collection, CollectionViewRestriction, Page, PageViewRestriction

from tests.cms.ledger.told import Told, label
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory, IndexPageFactory

pytestmark = pytest.mark.django_db


def restrict(thing: Any) -> Any:
    if isinstance(thing, Collection):
        return CollectionViewRestriction.objects.create(collection=thing, restriction_type="login")
    return PageViewRestriction.objects.create(page=thing, restriction_type="login")


def fresh(thing: Any) -> Any:
    return type(thing)._default_manager.get(pk=thing.pk)


def test_a_restriction_takes_a_section_and_its_aliases_from_the_public(told: Told) -> None:
    section = IndexPageFactory()
    below, draft = ContentPageFactory(parent=section), ContentPageFactory(parent=section, live=False)
    alias = section.create_alias(parent=IndexPageFactory(title="Elsewhere"), update_slug="alias")
    told.forget()

    restriction = restrict(section)
    lost = told.rows()
    restriction.delete()
    back = told.rows()

    seen = {label(section), label(below), label(alias)}
    for rows, action in ((lost, "restricted"), (back, "opened")):
        assert {(row.object_type, row.object_id): row.action for row in rows if row.is_public} == dict.fromkeys(
            seen, action
        )
        tags = {tag for row in rows for tag in row.tags}
        assert {"wagtailcore.pageviewrestriction", "pages", f"page-{below.pk}", f"page-{alias.pk}"} <= tags
        assert label(draft) not in {(row.object_type, row.object_id) for row in rows}


def test_a_second_restriction_takes_nothing_more(told: Told) -> None:
    section = IndexPageFactory()
    below = ContentPageFactory(parent=section)
    restrict(section)
    told.forget()

    restriction = restrict(below)
    restriction.restriction_type = "password"
    restriction.save()
    restriction.delete()

    assert told.public() == {}


@pytest.mark.parametrize("end", ["converted", "source deleted"])
@pytest.mark.parametrize(("own", "action"), [(False, "opened"), (True, "restricted")])
def test_an_alias_that_becomes_a_page_of_its_own(told: Told, end: str, own: bool, action: str) -> None:
    source, elsewhere = IndexPageFactory(title="Source"), IndexPageFactory(title="Elsewhere")
    restriction = restrict(source) if own else None  # which Wagtail copies for the alias, where nobody heeds it
    alias = source.create_alias(parent=elsewhere, update_slug="alias")
    below = ContentPageFactory(parent=alias)
    if restriction is None:
        restrict(source)
    else:
        restriction.delete()
    told.forget()

    if end == "converted":
        ConvertAliasPageAction(fresh(alias)).execute(skip_permission_checks=True)
    else:
        Page.objects.get(pk=source.pk).delete()

    rows = told.rows()
    seen = {(row.object_type, row.object_id): row.action for row in rows if row.is_public}
    assert seen.pop(label(below)) == action
    assert f"page-{below.pk}" in {tag for row in rows for tag in row.tags}
    if end == "converted":
        assert seen == {label(alias): action}
    else:
        assert seen == ({label(source): "deleted", label(alias): "unpublished"} if own else {})


def test_an_alias_whose_source_is_public_is_a_page_like_any_other(told: Told) -> None:
    source = IndexPageFactory()
    alias = source.create_alias(update_slug="alias")
    told.forget()

    ConvertAliasPageAction(alias).execute(skip_permission_checks=True)

    assert told.public() == {label(alias): "changed"}


def test_a_restriction_that_holds_for_another_collection(told: Told) -> None:
    first, second, third = CollectionFactory(), CollectionFactory(), CollectionFactory()
    images = [ImageFactory(collection=each) for each in (first, second, third)]
    within = ImageFactory(collection=CollectionFactory(parent=fresh(first)))
    restriction = restrict(first)
    told.forget()

    restriction.collection = second
    restriction.save()
    elsewhere = told.public()
    restriction.collection = fresh(first)
    restriction.save()
    told.forget()
    restriction.collection = within.collection
    restriction.save()

    assert elsewhere == {label(images[0]): "opened", label(within): "opened", label(images[1]): "restricted"}
    assert told.public() == {label(images[0]): "opened"}  # the other one was closed before, and is


def test_a_collection_takes_its_files_with_it(told: Told) -> None:
    collection = CollectionFactory()
    within = CollectionFactory(parent=collection)
    image, document = ImageFactory(collection=collection), DocumentFactory(collection=within)
    ImageFactory()
    told.forget()

    restriction = restrict(collection)
    lost = told.rows()
    restriction.delete()

    assert {(row.object_type, row.object_id): row.action for row in lost if row.is_public} == {
        label(image): "restricted",
        label(document): "restricted",
    }
    assert {"images", "documents", "wagtailcore.collection", f"image-{image.pk}"} <= {
        tag for row in lost for tag in row.tags
    }
    assert told.public() == {label(image): "opened", label(document): "opened"}


def test_files_that_another_restriction_closes_stay_closed(told: Told) -> None:
    collection = CollectionFactory()
    within = CollectionFactory(parent=collection)
    ImageFactory(collection=within)
    restrict(within)
    told.forget()

    restrict(collection).delete()

    assert told.public() == {}


def test_a_collection_that_moves_into_a_private_one(told: Told) -> None:
    private, collection = CollectionFactory(), CollectionFactory()
    closed = CollectionFactory(parent=fresh(collection))
    image = ImageFactory(collection=collection)
    ImageFactory(collection=closed)
    restrict(private)
    restrict(closed)
    told.forget()

    fresh(collection).move(fresh(private), "sorted-child")
    moved = told.rows()
    fresh(collection).move(Collection.get_first_root_node(), "sorted-child")

    assert {(row.object_type, row.object_id): row.action for row in moved if row.is_public} == {
        label(image): "restricted"
    }
    assert {"images", "documents"} <= {tag for row in moved for tag in row.tags}
    assert told.public() == {label(image): "opened"}


def test_a_collection_that_moves_where_nothing_is_private(told: Told) -> None:
    collection, other = CollectionFactory(), CollectionFactory()
    ImageFactory(collection=collection)
    told.forget()

    fresh(collection).move(fresh(other), "sorted-child")

    rows = told.rows()
    assert [(row.object_type, row.action, row.is_public) for row in rows] == [
        ("wagtailcore.Collection", "moved", False)
    ]


def test_a_collection_that_is_made_renamed_and_removed(told: Told) -> None:
    collection = CollectionFactory()
    assert told.one(collection).action == "changed"
    collection = fresh(collection)
    collection.name = "Renamed"
    collection.save()
    assert told.one(collection).action == "changed"
    fresh(collection).delete()
    assert told.one(collection).action == "deleted"


@pytest.mark.parametrize("factory", [ImageFactory, DocumentFactory])
def test_a_file_that_is_put_into_a_private_collection(told: Told, factory: Any) -> None:
    private = CollectionFactory()
    restrict(private)
    file = factory()
    told.forget()
    root = file.collection

    for collection, action in ((private, "restricted"), (root, "opened")):
        file = fresh(file)
        file.collection = collection
        file.save()
        assert told.public() == {label(file): action}


def test_what_is_private_is_changed_without_the_public(told: Told) -> None:
    section, collection = IndexPageFactory(), CollectionFactory()
    page, image = ContentPageFactory(parent=section), ImageFactory(collection=collection)
    restrict(section)
    restrict(collection)
    told.forget()

    Page.objects.get(pk=page.pk).specific.save_revision().publish()
    fresh(image).save()
    fresh(image).delete()
    Page.objects.get(pk=page.pk).delete()

    rows = told.rows()
    assert [(row.action, row.is_public) for row in rows] == [("deleted", False), ("deleted", False)]


def test_a_restriction_that_is_put_on_another_page(told: Told) -> None:
    section, other = IndexPageFactory(), IndexPageFactory(title="Other")
    below = ContentPageFactory(parent=section)
    restriction = restrict(section)
    told.forget()

    restriction.page = other
    restriction.save()

    assert told.public() == {label(section): "opened", label(below): "opened", label(other): "restricted"}

    restriction.page = section
    restriction.save()
    told.forget()
    restriction.page = below
    restriction.save()

    assert told.public() == {label(section): "opened"}  # what is below was hidden before, and is
