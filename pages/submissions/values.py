"""Answers as JSON values, made into what a browser would send. Called by ``receive``."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.datastructures import MultiValueDict

from cms.errors import AnswersError
from pages.parts.form import ValueType, value_type

__all__ = ["Answer", "as_browser_data"]

Answer = str | bool | int | float | list[str] | None

DATES = {
    "date": (re.compile(r"\d{4}-\d\d-\d\d", re.ASCII), "Enter a date such as 2030-01-31."),
    "datetime": (
        re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?", re.ASCII),
        "Enter a date and time such as 2030-01-31T09:30 or 2030-01-31T09:30:00+11:00.",
    ),
}
EXPECTED: dict[ValueType, str] = {
    "string": "Enter text.",
    "number": "Enter a number.",
    "boolean": "Answer with true or false.",
    "strings": "Enter a list of choices.",
}
TICKED = "on"
MOST_ERRORS = 20  # a caller who is wrong about everything needs no list of it all


def as_browser_data(questions: Iterable[Any], answers: Mapping[str, Answer]) -> MultiValueDict[str, str]:
    """``answers`` by the names of their questions, for Wagtail's form.

    No answer is ``None`` or is left out. Raises ``AnswersError`` for names that no question has, for values of a type
    that does not fit, and for dates that are not written as in ISO 8601.
    """
    by_name = {row.clean_name or row.get_field_clean_name(): row for row in questions}
    errors = [(name, "There is no such question.", "unknown") for name in answers.keys() - by_name.keys()]
    data: MultiValueDict[str, str] = MultiValueDict()
    for name, row in by_name.items():
        answer = answers.get(name)
        if answer is None:
            continue
        if not _fits(value_type(row.field_type), answer):
            errors.append((name, EXPECTED[value_type(row.field_type)], "wrong_type"))
        elif row.field_type in DATES and answer and not DATES[row.field_type][0].fullmatch(str(answer)):
            errors.append((name, DATES[row.field_type][1], "invalid"))
        else:
            data.setlist(name, _as_sent(answer))
    if errors:
        raise AnswersError(sorted(errors)[:MOST_ERRORS])
    return data


def _fits(expected: ValueType, answer: Answer) -> bool:
    if expected == "number":
        return isinstance(answer, int | float | str) and not isinstance(answer, bool)
    types = {"string": str, "boolean": bool, "strings": list}
    return isinstance(answer, types[expected])


def _as_sent(answer: Answer) -> list[str]:
    if isinstance(answer, list):
        return answer
    if isinstance(answer, bool):
        return [TICKED] if answer else []
    return [str(answer)]
