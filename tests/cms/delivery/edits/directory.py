"""Edits of snippets."""

import random
from typing import Any

from pages.models import Audience, Contact, Location, Organisation, Practice
from tests.cms.delivery.edits.choosing import WORDS, pick

__all__ = ["DIRECTORY", "new_snippet", "no_snippet", "snippet"]

DIRECTORY: tuple[Any, ...] = (Audience, Contact, Location, Organisation, Practice)


def snippet(chance: random.Random) -> None:
    """Another name."""
    if found := pick(chance, chance.choice(DIRECTORY).objects.order_by("pk")):
        found.name = f"{chance.choice(WORDS)} {chance.randrange(1000)}"
        found.save()


def new_snippet(chance: random.Random) -> None:
    """One more."""
    chance.choice(DIRECTORY).objects.create(name=f"New {chance.randrange(10**6)}")


def no_snippet(chance: random.Random) -> None:
    """One less, with the rows that refer to it where the database does not keep them."""
    if found := pick(chance, chance.choice(DIRECTORY).objects.order_by("pk")):
        found.delete()
