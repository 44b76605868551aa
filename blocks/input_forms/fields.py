"""What is sent for a form field of Django: shared by the blocks that wrap one and by the fields of pages.

A field of a kind that is not known here has no type (``None``).
"""

import datetime
import decimal
from collections.abc import Callable, Iterable, Iterator
from typing import Annotated, Any, Literal

from annotated_types import Ge, Le, MaxLen
from django import forms
from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import AutoField, IntegerField, Model
from django.utils.dateparse import parse_date, parse_datetime, parse_time
from pydantic import AfterValidator
from pydantic_core import PydanticCustomError
from taggit.forms import TagField
from taggit.utils import edit_string_for_tags

from blocks.api_forms.naming import list_of
from blocks.input_forms.form import InputForm, InSchema, Reference, StoredValue

__all__ = ["chooser_input", "field_input", "iso", "register_field_input"]

LONGEST_TEXT = 50_000  # characters, of a text that has no bound of its own
MOST_KEYS = 200  # in one list of choices, keys or tags
LARGEST = 2**63 - 1

DATE, MOMENT = InSchema((("format", "date"),)), InSchema((("format", "date-time"),))
TIME = InSchema((("pattern", r"^\d\d:\d\d(:\d\d(\.\d{1,6})?)?$"),))
DECIMAL = InSchema((("pattern", r"^-?\d+(\.\d+)?$"),))

FieldMaker = Callable[[Any], InputForm | None]

_makers: dict[type[forms.Field], FieldMaker] = {}


def register_field_input(*field_types: type[forms.Field]) -> Callable[[FieldMaker], FieldMaker]:
    """Decorator: the function makes the forms of these form fields and of those derived from them."""

    def register(maker: FieldMaker) -> FieldMaker:
        for field_type in field_types:
            _makers[field_type] = maker
        return maker

    return register


def field_input(field: forms.Field) -> InputForm | None:
    """What is sent for ``field``; ``None`` where nobody knows. ``store`` makes what the field itself cleans."""
    return next((_makers[kind](field) for kind in type(field).__mro__ if kind in _makers), None)


@register_field_input(forms.CharField)
def _text(field: Any) -> InputForm:
    bound = min(field.max_length or LONGEST_TEXT, LONGEST_TEXT)
    return InputForm(Annotated[str, MaxLen(bound)], show=lambda stored: str(stored or ""))


@register_field_input(TagField)
def _tags(field: Any) -> InputForm:
    tag = Annotated[str, MaxLen(100)]
    model = field.tag_model if hasattr(field, "tag_model") else None

    def store(sent: list[str]) -> str:
        kind: Any = model or _Named
        return str(edit_string_for_tags([kind(name=name) for name in sent]))

    return InputForm(
        Annotated[list_of(tag), MaxLen(MOST_KEYS)], store, lambda stored: sorted(str(tag) for tag in stored or ())
    )


class _Named:
    def __init__(self, name: str) -> None:
        self.name = name


@register_field_input(forms.BooleanField)
def _boolean(field: Any) -> InputForm:
    return InputForm(bool, show=bool)


@register_field_input(forms.NullBooleanField)
def _perhaps(field: Any) -> InputForm:
    return InputForm(bool | None)


@register_field_input(forms.IntegerField)
def _integer(field: Any) -> InputForm:
    low = -LARGEST if field.min_value is None else field.min_value
    high = LARGEST if field.max_value is None else field.max_value
    return InputForm(Annotated[int, Ge(low), Le(high)] | None)


@register_field_input(forms.FloatField)
def _float(field: Any) -> InputForm:
    bounds: list[Any] = [Ge(field.min_value)] if field.min_value is not None else []
    bounds += [Le(field.max_value)] if field.max_value is not None else []
    return InputForm((Annotated[(float, *bounds)] if bounds else float) | None)


@register_field_input(forms.DecimalField)
def _decimal(field: Any) -> InputForm:
    number = Annotated[str, MaxLen(100), AfterValidator(_checked_decimal), DECIMAL]
    return InputForm(number | None, show=lambda stored: None if stored in (None, "") else str(stored))


@register_field_input(forms.DateField)
def _date(field: Any) -> InputForm:
    return InputForm(Annotated[str, MaxLen(30), AfterValidator(_checked_date), DATE] | None, show=iso)


@register_field_input(forms.DateTimeField)
def _moment(field: Any) -> InputForm:
    return InputForm(
        Annotated[str, MaxLen(50), AfterValidator(_checked_moment), MOMENT] | None,
        show=iso,
    )


@register_field_input(forms.TimeField)
def _time(field: Any) -> InputForm:
    return InputForm(
        Annotated[str, MaxLen(20), AfterValidator(_checked_time), TIME] | None,
        show=iso,
    )


@register_field_input(forms.ChoiceField)
def _choice(field: Any) -> InputForm:
    keys = tuple(dict.fromkeys(_keys(field.choices)))

    def show(stored: Any) -> Any:
        return stored if stored in keys else None

    kind = Literal[keys] | None if keys else None
    return InputForm(kind, lambda sent: "" if sent is None else sent, show)


@register_field_input(forms.MultipleChoiceField)
def _choices(field: Any) -> InputForm:
    keys = tuple(dict.fromkeys(_keys(field.choices)))
    kind = Literal[keys] if keys else StoredValue
    return InputForm(
        Annotated[list_of(kind), MaxLen(MOST_KEYS)], show=lambda stored: [each for each in stored or () if each in keys]
    )


@register_field_input(forms.ModelChoiceField)
def _chosen(field: Any) -> InputForm:
    return chooser_input(target_models(field))


@register_field_input(forms.ModelMultipleChoiceField)
def _several(field: Any) -> InputForm:
    models = target_models(field)

    def references(sent: Any) -> Iterator[Reference]:
        return (Reference((place,), models, key) for place, key in enumerate(sent))

    return InputForm(
        Annotated[list_of(_key_type(models[0])), MaxLen(MOST_KEYS)],
        show=lambda stored: [_key(each) for each in stored or ()],
        references=references,
    )


@register_field_input(forms.JSONField)
def _json(field: Any) -> InputForm:
    return InputForm(StoredValue)


@register_field_input(forms.FileField)
def _file(field: Any) -> None:
    """Files are uploaded, and chosen then."""


def target_models(field: Any) -> tuple[type[Model], ...]:
    """The models of which ``field`` takes objects: those of its widget, if that is a chooser of pages."""
    return tuple(getattr(field.widget, "target_models", None) or (field.queryset.model,))


def chooser_input(models: tuple[type[Model], ...]) -> InputForm:
    """The key of an object of one of ``models``, or null."""

    def references(sent: Any) -> Iterator[Reference]:
        if sent is not None:
            yield Reference((), models, sent)

    return InputForm(_key_type(models[0]) | None, show=_key, references=references)


def iso(stored: Any) -> str | None:
    """A date or time, or what is stored of one, as text."""
    if stored in (None, ""):
        return None
    if isinstance(stored, datetime.datetime):
        return stored.isoformat()
    return str(stored if isinstance(stored, str) else DjangoJSONEncoder().default(stored))


def _checked(parse: Callable[[str], Any], kind: str, example: str) -> Callable[[str], str]:
    def check(sent: str) -> str:
        try:
            found = parse(sent)
        except (ValueError, ArithmeticError):
            found = None
        if found is None:
            raise PydanticCustomError(
                kind, "This is no {kind}. An example: {example}", {"kind": kind, "example": example}
            )
        return sent

    return check


def _finite(sent: str) -> decimal.Decimal | None:
    number = decimal.Decimal(sent)
    return number if number.is_finite() else None


_checked_date = _checked(parse_date, "date", "2026-06-30")
_checked_moment = _checked(parse_datetime, "date and time", "2026-06-30T09:30:00+10:00")
_checked_time = _checked(parse_time, "time", "09:30:00")
_checked_decimal = _checked(_finite, "number", "12.50")


def _key_type(model: type[Model]) -> Any:
    while model._meta.pk.remote_field:  # a page's key is its row's in the table of pages
        model = model._meta.pk.remote_field.model
    if isinstance(model._meta.pk, AutoField | IntegerField):
        return Annotated[int, Ge(1), Le(LARGEST)]
    return Annotated[str, MaxLen(100)]


def _key(stored: Any) -> Any:
    key = stored.pk if isinstance(stored, Model) else stored
    return key if key is None or isinstance(key, int) else str(key)


def _keys(choices: Iterable[Any]) -> Iterator[Any]:
    for key, label in choices:
        if isinstance(label, list | tuple):
            yield from _keys(label)
        elif key not in ("", None):
            yield key
