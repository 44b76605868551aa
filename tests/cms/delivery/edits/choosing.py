"""What an edit is made on: at random, and rather what many stored answers show or list, for that can become stale.

Every second choice goes by what is stored, so that an answer that lacks the tag of what it shows is found as well.
"""

import random
from collections import Counter
from typing import Any

from wagtail.models import Page

from cms.delivery.models import StoredTag
from cms.delivery.tags import tag_number
from cms.ledger.tags import object_tag
from pages.models import ContentPage
from tests.factories.sites import default_home

__all__ = ["WORDS", "another_title", "live_again", "page_of", "parent_of", "pick", "publish_page"]

WORDS = ("Design", "Research", "Women in IT", "Data", "Cyber", "Pilot")


def pick(chance: random.Random, objects: Any) -> Any:
    """One of ``objects``, or ``None``."""
    found = list(objects)
    if not found or chance.random() < 0.5:
        return chance.choice(found) if found else None
    numbers = {tag_number(object_tag(type(each), each.pk)): each for each in found}
    stored = Counter(StoredTag.objects.filter(tag__in=numbers).values_list("tag", flat=True))
    return chance.choices([*numbers.values()], [1 + stored[number] for number in numbers])[0]


def page_of(chance: random.Random, **conditions: Any) -> Any:
    """A page below a home page; every second time one with pages below it, because most can go wrong there."""
    pages = Page.objects.filter(depth__gt=2, **conditions).order_by("pk")
    page = (chance.random() < 0.5 and pick(chance, pages.filter(numchild__gt=0))) or pick(chance, pages)
    return page.specific if page else None


def parent_of(chance: random.Random) -> Any:
    """Where a page may be put: most often below a page whose children some body lists."""
    pages = Page.objects.filter(depth__gte=2).order_by("pk")
    if chance.random() < 0.7 and (listed := pick(chance, pages.filter(pk__in=_listed_below()))):
        return listed
    return pick(chance, pages) or default_home()


def publish_page(page: Any) -> None:
    """Publish what was changed of it."""
    if page.alias_of_id:  # it has no revisions of its own
        page.save()
    else:
        page.save_revision().publish()


def another_title(chance: random.Random) -> str:
    """One that is not there yet, or hardly ever."""
    return f"{chance.choice(WORDS)} {chance.randrange(1000)}"


def live_again(page: Any) -> None:
    """Publish it in its present state, where a listing can show it."""
    page.go_live_at = page.expire_at = None
    publish_page(page)


def _listed_below() -> set[int]:
    bodies = [page.body.raw_data for page in ContentPage.objects.live()]
    listings = [block["value"] for body in bodies for block in body if block["type"] == "listing"]
    return {listing["parent"] for listing in listings if listing.get("parent")}
