"""Makes objects of any model with as little in them as the model allows. Called by ``pages`` and ``leaks``."""

import datetime
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import models
from django.utils import timezone
from wagtail.models import Page

__all__ = ["filled"]

#: What stands in a required field, by the kind of field that Django calls it.
VALUES: dict[str, Any] = {
    "BooleanField": lambda: False,
    "DecimalField": lambda: 1,
    "DurationField": lambda: datetime.timedelta(hours=1),
    "EmailField": lambda: "someone@example.org",
    "FloatField": lambda: 1.0,
    "JSONField": dict,
    "SlugField": lambda: f"some-{uuid4().hex[:8]}",
    "URLField": lambda: "https://example.org/",
    "UUIDField": uuid4,
}

#: The same of dates and times: of several, each is later than the one before, so that an end comes after its beginning.
RISING: dict[str, Callable[[int], Any]] = {
    "DateField": lambda number: timezone.localdate() + datetime.timedelta(days=7 + number),
    "DateTimeField": lambda number: timezone.now() + datetime.timedelta(days=7 + number),
    "TimeField": lambda number: datetime.time(min(9 + number, 23)),
}


def filled(model: type[models.Model], **given: Any) -> Any:
    """An object of ``model`` that is not saved: every required field has a value, those that are ``given`` theirs.

    What a foreign key needs is saved. Raises ``AssertionError`` where only the plugin's author can know a value.
    """
    values = dict(given)
    needed = (field for field in model._meta.concrete_fields if field.name not in values and _is_needed(field))
    for number, field in enumerate(needed):
        values[field.name] = _value(field, number)
    return model(**values)


def _is_needed(field: Any) -> bool:
    of_wagtail = field.model in (Page, *Page.__mro__)
    return not (of_wagtail or field.primary_key or field.blank or field.null or field.has_default())


def _value(field: Any, number: int) -> Any:
    if field.choices:
        return next(value for value, _label in field.flatchoices)
    if isinstance(field, models.ForeignKey):
        found = field.related_model._default_manager.first()
        if found is None:
            found = filled(field.related_model)
            found.save()
        return found
    if isinstance(field, models.IntegerField):
        return 1
    kind = field.get_internal_type()
    if kind in RISING:
        return RISING[kind](number)
    if kind in VALUES:
        return VALUES[kind]()
    if isinstance(field, models.CharField | models.TextField):
        return "Some text"[: field.max_length]
    raise AssertionError(
        f"{field.model.__name__}.{field.name} is required, and nobody but its author knows what can stand in it. "
        "Give the check an object of your own."
    )
