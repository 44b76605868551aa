"""Compares two schemas: what the values of the new one are to a client that knows the old one. Used by ``operations``.

Both versions of a component are compared once for each side, and its findings carry its name, however many operations
use it.
"""

from collections.abc import Iterator
from typing import Any

from cms.api.contract.findings import Finding, Side
from cms.api.contract.limits import limit_changes
from cms.api.contract.pairing import paired, type_change
from cms.api.contract.rules import Spot
from cms.api.contract.shapes import Member, Union, reference_name, union_of

__all__ = ["SchemaComparison"]

Found = Iterator[Finding]
Names = tuple[str | None, str | None]


class SchemaComparison:
    """Compares schemas of an old document with those of a new one; remembers which components it has compared."""

    def __init__(self, old: dict[str, Any], new: dict[str, Any]) -> None:
        self.old = old
        self.new = new
        self.compared: set[tuple[str, str, Side]] = set()

    def compare(self, old: Any, new: Any, side: Side, place: str, where: str) -> Found:
        """What changed from ``old`` to ``new``. ``where`` says in which part of which operation they stand."""
        at = Spot(side, place, where)
        names = reference_name(old), reference_name(new)
        if names[0] and names[1]:
            if self._is_compared(names[0], names[1], side):
                return
            at = at.component(names[0])
        old_union, new_union = union_of(old, self.old), union_of(new, self.new)
        if side is Side.REQUEST:
            yield from _default_change(at, old, new)
        if old_union.nullable != new_union.nullable:
            yield at.finding("null-added" if new_union.nullable else "null-removed")
        yield from _discriminator_change(at, old_union, new_union)
        yield from self._members(at, old_union, new_union, names)

    def _is_compared(self, old: str, new: str, side: Side) -> bool:
        """Whether this pair of components was compared before; notes that it is now."""
        known = (old, new, side) in self.compared
        self.compared.add((old, new, side))
        return known

    def _members(self, at: Spot, old: Union, new: Union, entered: Names) -> Found:
        pairs, gone, come = paired(old.members, new.members)
        for before, after in pairs:
            yield from self._member(at, before, after, entered)
        if not pairs and gone and come:
            yield at.finding(*type_change(gone, come))
            return
        kinds = [{member.kind for member in union.members} for union in (old, new)]
        was, becomes = (" or ".join(sorted(names)) for names in kinds)
        for member in gone:
            if member.kind in kinds[1]:
                yield at.finding("union-member-removed", str(member))
            else:
                yield at.finding("type-narrowed", was, becomes)
        for member in come:
            if member.kind in kinds[0]:
                yield at.finding("union-member-added", new=str(member))
            else:
                yield at.finding("type-widened", was, becomes)

    def _member(self, at: Spot, old: Member, new: Member, entered: Names) -> Found:
        """``entered`` are the components that are being compared right now."""
        names = reference_name(old.written), reference_name(new.written)
        if names[0] and names[1] and names != entered:
            if self._is_compared(names[0], names[1], at.side):
                return
            at = at.component(names[0])
        if old.kind != new.kind:  # an integer and a number
            yield at.finding("type-widened" if new.kind == "number" else "type-narrowed", old.kind, new.kind)
        yield from _value_changes(at, old.schema, new.schema)
        yield from _format_change(at, old.schema, new.schema)
        for rule, before, after in limit_changes(old.schema, new.schema):
            yield at.finding(rule, before, after)
        if new.kind == "object":
            yield from self._properties(at, old.schema, new.schema)
            yield from self._more_properties(at, old.schema, new.schema)
        if new.kind == "array":
            yield from self._items(at, old.schema, new.schema)

    def _properties(self, at: Spot, old: dict[str, Any], new: dict[str, Any]) -> Found:
        before, after = old.get("properties", {}), new.get("properties", {})
        was_required, is_required = set(old.get("required", [])), set(new.get("required", []))
        for name in sorted({*before, *after}):
            inner = at.inside(f".{name}")
            if name not in after:
                yield inner.finding("property-removed")
            elif name not in before:
                yield inner.finding("required-property-added" if name in is_required else "property-added")
            else:
                if (name in was_required) != (name in is_required):
                    yield inner.finding(
                        "property-became-required" if name in is_required else "property-became-optional"
                    )
                yield from self.compare(before[name], after[name], at.side, inner.place, at.where)

    def _more_properties(self, at: Spot, old: dict[str, Any], new: dict[str, Any]) -> Found:
        before, after = old.get("additionalProperties", True), new.get("additionalProperties", True)
        if before is not False and after is not False:
            yield from self.compare(before, after, at.side, f"{at.place}.*", at.where)
        elif before is not after:
            yield at.finding("more-properties-refused" if after is False else "more-properties-allowed")

    def _items(self, at: Spot, old: dict[str, Any], new: dict[str, Any]) -> Found:
        yield from self.compare(old.get("items", {}), new.get("items", {}), at.side, f"{at.place}[]", at.where)
        before, after = old.get("prefixItems", []), new.get("prefixItems", [])
        if len(before) != len(after):
            yield at.finding("type-changed", f"a row of {len(before)}", f"a row of {len(after)}")
        for number, (one, other) in enumerate(zip(before, after, strict=False)):
            yield from self.compare(one, other, at.side, f"{at.place}[{number}]", at.where)


def _discriminator_change(at: Spot, old: Union, new: Union) -> Found:
    before, after = old.discriminator, new.discriminator
    if before == after:
        return
    change = "changed" if before and after else "added" if after else "removed"
    yield at.finding(f"discriminator-{change}", before or "", after or "")


def _default_change(at: Spot, old: Any, new: Any) -> Found:
    before, after = (schema.get("default") if isinstance(schema, dict) else None for schema in (old, new))
    if before != after:
        yield at.finding("default-changed", before, after)


def _value_changes(at: Spot, old: dict[str, Any], new: dict[str, Any]) -> Found:
    before, after = (schema.get("enum", [schema["const"]] if "const" in schema else None) for schema in (old, new))
    if before is None or after is None:
        if before != after:
            yield at.finding("values-dropped" if after is None else "values-introduced", before, after)
    elif "const" in old and "const" in new:
        if before != after:
            yield at.finding("constant-changed", before[0], after[0])
    else:
        for value in before:
            if value not in after:
                yield at.finding("value-removed", value)
        for value in after:
            if value not in before:
                yield at.finding("value-added", new=value)


def _format_change(at: Spot, old: dict[str, Any], new: dict[str, Any]) -> Found:
    before, after = old.get("format"), new.get("format")
    if before != after:
        change = "changed" if before and after else "added" if after else "removed"
        yield at.finding(f"format-{change}", before or "", after or "")
