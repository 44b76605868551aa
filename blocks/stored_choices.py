"""Reads a choice back from stored content, which may hold one that is not offered. Called by blocks with choices."""

from typing import TypeVar

from django.db.models import TextChoices

__all__ = ["stored_choice"]

Choice = TypeVar("Choice", bound=TextChoices)


def stored_choice(stored: str | None, usual: Choice) -> Choice:
    """The choice that is stored; the ``usual`` one of the same enumeration where it is none of them."""
    choices = type(usual)
    return choices(stored) if stored in choices.values else usual
