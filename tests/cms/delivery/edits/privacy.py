"""Edits of who may see pages and files."""

import random

from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Collection, CollectionViewRestriction, PageViewRestriction

from tests.cms.delivery.edits.choosing import WORDS, page_of, pick

__all__ = [
    "close_collection",
    "close_collection_otherwise",
    "collect",
    "collection",
    "lift",
    "move_collection",
    "restrict",
    "restrict_otherwise",
]


def restrict(chance: random.Random) -> None:
    """A page and all below it are closed."""
    if page := page_of(chance):
        PageViewRestriction.objects.create(page=page, restriction_type="login")


def lift(chance: random.Random) -> None:
    """One restriction less."""
    if found := pick(chance, PageViewRestriction.objects.order_by("pk")):
        found.delete()


def restrict_otherwise(chance: random.Random) -> None:
    """Another way to open what is closed, or another page that is closed in its place."""
    if found := pick(chance, PageViewRestriction.objects.order_by("pk")):
        found.restriction_type, found.password = chance.choice([("login", ""), ("password", "open")])
        found.page = page_of(chance, live=True) or found.page
        found.save()


def close_collection(chance: random.Random) -> None:
    """A collection is closed or opened."""
    if found := pick(chance, Collection.objects.filter(depth__gt=1).order_by("pk")):
        closed = CollectionViewRestriction.objects.filter(collection=found).first()
        if closed:
            closed.delete()
        else:
            CollectionViewRestriction.objects.create(collection=found, restriction_type="login")


def close_collection_otherwise(chance: random.Random) -> None:
    """Another collection is closed in the place of one."""
    if found := pick(chance, CollectionViewRestriction.objects.order_by("pk")):
        others = Collection.objects.filter(depth__gt=1).exclude(pk=found.collection_id)
        found.collection = pick(chance, others.order_by("pk")) or found.collection
        found.save()


def collect(chance: random.Random) -> None:
    """A file is put into another collection."""
    model = chance.choice([get_image_model(), get_document_model()])
    if found := pick(chance, model.objects.order_by("pk")):
        found.collection = pick(chance, Collection.objects.order_by("pk"))
        found.save()


def collection(chance: random.Random) -> None:
    """A collection comes, has another name, or goes. Readers see nothing of it."""
    found = pick(chance, Collection.objects.filter(depth__gt=1).order_by("pk"))
    if found is None or Collection.objects.count() < 4:
        place = Collection.objects.get(pk=pick(chance, Collection.objects.order_by("pk")).pk)
        place.add_child(instance=Collection(name=chance.choice(WORDS)))
        return
    if chance.random() < 0.5:
        found.name = chance.choice(WORDS)
        found.save()
    else:
        within = Collection.objects.filter(path__startswith=found.path)
        for model in (get_image_model(), get_document_model()):
            for file in model.objects.filter(collection__in=within):
                file.collection = Collection.get_first_root_node()
                file.save()
        found.delete()


def move_collection(chance: random.Random) -> None:
    """A collection stands within one that is closed, or no longer."""
    places = Collection.objects.order_by("pk")
    if found := pick(chance, places.filter(depth__gt=1, view_restrictions=None)):
        closed = places.filter(view_restrictions__isnull=False).exclude(path__startswith=found.path)
        outside = [] if found.depth == 2 else [Collection.get_first_root_node()]
        if place := pick(chance, [*closed, *outside]):
            found.move(place, "sorted-child")
