"""Whoever saw something hears of it once more when it goes out of sight, and never of what they could not see."""

import pytest
from django.db import transaction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from cms.ledger.head import latest_number
from cms.ledger.models import Change
from tests.factories.media import CollectionFactory, DocumentFactory, ImageFactory
from tests.factories.pages import ContentPageFactory
from tests.factories.sites import default_home

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def told(after: int) -> list[tuple[str, str]]:
    """Actions and ids of what the public is told since."""
    return list(Change.objects.filter(number__gt=after, is_public=True).values_list("action", "object_id"))


def restrict(collection: Collection) -> CollectionViewRestriction:
    with transaction.atomic():
        restriction: CollectionViewRestriction = CollectionViewRestriction.objects.create(
            collection=collection, restriction_type="login"
        )
    return restriction


@pytest.fixture(autouse=True)
def _home(db: None) -> None:
    default_home()


def test_a_restricted_collection_takes_its_files_along() -> None:
    collection = CollectionFactory()
    below = CollectionFactory(parent=Collection.objects.get(pk=collection.pk))
    image, document = ImageFactory(collection=collection), DocumentFactory(collection=below)
    ImageFactory()
    after = latest_number()

    outer = restrict(collection)

    assert told(after) == [("restricted", str(image.pk)), ("restricted", str(document.pk))]

    after = latest_number()
    inner = restrict(below)
    with transaction.atomic():
        outer.delete()

    assert told(after) == [("opened", str(image.pk))]

    after = latest_number()
    with transaction.atomic():
        inner.delete()

    assert told(after) == [("opened", str(document.pk))]


def test_a_file_that_moves_to_a_private_collection_is_gone() -> None:
    private = CollectionFactory()
    restrict(private)
    image = ImageFactory()
    after = latest_number()

    with transaction.atomic():
        image.collection = private
        image.save()

    assert told(after) == [("restricted", str(image.pk))]

    after = latest_number()
    with transaction.atomic():
        image.title = "Secret"
        image.save()

    assert told(after) == []


def test_a_redirect_to_a_private_page_is_not_told() -> None:
    private, public = ContentPageFactory(title="Private"), ContentPageFactory(title="Public")
    PageViewRestriction.objects.create(page=private, restriction_type="login")
    redirect = Redirect.add_redirect("/a/", redirect_to=public)
    after = latest_number()

    Redirect.add_redirect("/b/", redirect_to=private)
    assert told(after) == []

    with transaction.atomic():
        redirect.redirect_page = private
        redirect.save()
    assert told(after) == [("restricted", str(redirect.pk))]


def test_a_size_that_is_read_from_the_file_is_no_change() -> None:
    document, image = DocumentFactory(), ImageFactory()
    type(document).objects.update(file_size=None)
    type(image).objects.update(file_size=None)
    document.refresh_from_db()
    image.refresh_from_db()
    after = latest_number()

    assert document.get_file_size()
    assert image.get_file_size()
    assert latest_number() == after
