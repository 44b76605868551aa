"""Edits of snippets."""

import random
from typing import Any

from pages.models import Audience, Contact, Location, Organisation, Practice
from tests.cms.delivery.edits.choosing import WORDS, pick

__all__ = ["DIRECTORY", "LISTED", "new_snippet", "no_practice", "no_snippet", "practice_slug", "snippet"]

DIRECTORY: tuple[Any, ...] = (Audience, Contact, Location, Organisation, Practice)
LISTED: tuple[Any, ...] = (Organisation, Practice)  # by themselves, in the addresses that are read


def snippet(chance: random.Random) -> None:
    """Another name."""
    if found := pick(chance, chance.choice(DIRECTORY).objects.order_by("pk")):
        found.name = f"{chance.choice(WORDS)} {chance.randrange(1000)}"
        found.save()


def new_snippet(chance: random.Random) -> None:
    """One more."""
    chance.choice(LISTED).objects.create(name=f"New {chance.randrange(10**6)}")


def no_snippet(chance: random.Random) -> None:
    """One less, with the rows that refer to it where the database does not keep them."""
    if found := pick(chance, chance.choice(DIRECTORY).objects.order_by("pk")):
        found.delete()


def no_practice(chance: random.Random) -> None:
    """One less of those that lists of pages are filtered by."""
    if found := pick(chance, Practice.objects.filter(programs__live=True).distinct().order_by("pk")):
        found.delete()


def practice_slug(chance: random.Random) -> None:
    """Another slug of a practice, by which lists of pages are filtered that name no practice."""
    if found := pick(chance, Practice.objects.filter(programs__live=True).distinct().order_by("pk")):
        found.slug = f"practice-{chance.randrange(1000)}"
        found.save()
