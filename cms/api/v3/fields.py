"""``?fields=``: which fields a list or a detail is to hold. Called by the reading endpoints of version 3.

The grammar is version 2's, without nesting: names, ``-name``, and ``*`` (everything) or ``_`` (nothing) in front. Names
of an object's own fields and of those under ``meta`` are one vocabulary, as in version 2.
"""

import re
from collections.abc import Collection
from typing import Annotated

from ninja import Field
from pydantic.json_schema import SkipJsonSchema

from cms.api.query import LONGEST_FIELDS
from cms.api.spelling import did_you_mean
from cms.api.v3.refusal import refusal

__all__ = ["ALWAYS", "FieldsParameter", "selected_names"]

#: What no selection takes away. ``type`` is ``meta.type``.
ALWAYS = frozenset({"id", "meta", "type"})

MOST_NAMES = 100
NAME = re.compile(r"-?[A-Za-z][A-Za-z0-9_]{0,99}")
EVERYTHING, NOTHING = "*", "_"

FieldsParameter = Annotated[
    str | SkipJsonSchema[None],
    Field(
        max_length=LONGEST_FIELDS,
        description=(
            "The fields to return, separated by commas: `lede,body` beside the usual ones, `*` is all, `-body` leaves "
            "one out, `_,title` is nothing else. Ids, `meta` and its `type` are always there."
        ),
        json_schema_extra={"examples": ["lede,body", "*,-body", "_,title"]},
    ),
]


def selected_names(
    asked: str, known: Collection[str], usual: Collection[str], without: Collection[str]
) -> frozenset[str]:
    """The names that ``asked`` selects.

    ``known`` are all names, ``usual`` those to which names add, and ``without`` those of an answer without ``fields``,
    from which a selection that only takes away takes away. Raises a refusal (422) for what is not the grammar and for
    names that are not known.
    """
    tokens = asked.split(",")
    if len(tokens) > MOST_NAMES:
        raise refusal("fields", f"fields takes at most {MOST_NAMES} names")
    start: Collection[str]
    if tokens[0] == EVERYTHING:
        start, tokens = known, tokens[1:]
    elif tokens[0] == NOTHING:
        start, tokens = (), tokens[1:]
    else:
        start = without if all(token.startswith("-") for token in tokens) else usual
    names = set(start)
    for token in tokens:
        if not NAME.fullmatch(token):
            raise refusal(
                "fields", f"{token[:100]!r} is not the name of a field; fields has names, separated by commas"
            )
        name = token.removeprefix("-")
        if name not in known and name not in ALWAYS:
            raise refusal("fields", f"{name!r} is not a field of what is asked for{did_you_mean(name, known)}")
        if token == name:
            names.add(name)
        elif name in ALWAYS:
            raise refusal("fields", f"{name!r} is always there")
        else:
            names.discard(name)
    return frozenset(names | ALWAYS)
