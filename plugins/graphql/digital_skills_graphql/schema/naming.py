"""Names as GraphQL has them. Called by everything in this folder."""

import re

__all__ = ["Names", "camel", "choice_name", "field_name_of", "pascal", "type_name_of"]

WORDS = re.compile(r"[A-Za-z0-9]+")
LIST, DETAIL = "_list", "_detail"

#: Wagtail's plain page, which stands for pages whose type is not installed; ``Page`` is what all pages have in common.
RENAMED = {"Page": "PlainPage", "PublicSiteSchema": "Site"}


def pascal(name: str) -> str:
    """``"rich_text"`` as ``"RichText"``; what is in capitals already stays so."""
    return "".join(word[:1].upper() + word[1:] for word in WORDS.findall(name.replace("_", " ")))


def camel(name: str) -> str:
    """``"focal_point"`` as ``"focalPoint"``."""
    made = pascal(name)
    return made[:1].lower() + made[1:]


def type_name_of(component: str) -> str:
    """The name of the type of a component of the document."""
    return RENAMED.get(component) or pascal(component.removesuffix("Schema"))


def field_name_of(operation_id: str) -> str:
    """The field of the query for an operation: ``pages`` of ``pages_list``, ``page`` of ``pages_detail``."""
    if operation_id.endswith(DETAIL):
        return camel(operation_id.removesuffix(DETAIL).removesuffix("s"))
    return camel(operation_id.removesuffix(LIST))


def choice_name(value: str) -> str:
    """``"mid-year"`` as ``"MID_YEAR"``; ``"-title"``, which orders the other way round, as ``"TITLE_DESC"``."""
    made = "_".join(WORDS.findall(value)).upper()
    if value.startswith("-"):
        made = f"{made}_DESC"
    return made if made and not made[0].isdigit() else f"_{made}"


class Names:
    """The names of types that are taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def free(self, name: str) -> str:
        """``name``, or with a number when it is taken; it is taken then."""
        number, found = 1, name
        while found in self._taken:
            number += 1
            found = f"{name}{number}"
        self._taken.add(found)
        return found
