"""Finds which member of a new union was which of an old one. Used by ``schemas``."""

from cms.api.contract.shapes import ANY, Member

__all__ = ["paired", "type_change"]


def paired(old: list[Member], new: list[Member]) -> tuple[list[tuple[Member, Member]], list[Member], list[Member]]:
    """Which member of the new union was which of the old; then the old ones that are left, and the new ones."""
    pairs: list[tuple[Member, Member]] = []
    gone, come = list(old), list(new)
    for same in (
        lambda one, other: bool(one.key) and one.key == other.key and alike(one, other),
        lambda one, other: one.schema == other.schema,
        lambda one, other: renamed(one, other) and alone(one, gone) and alone(other, come),
        lambda one, other: one.kind == other.kind and not one.key and not other.key,
        lambda one, other: {one.kind, other.kind} == {"integer", "number"},
    ):
        for before in list(gone):
            after = next((member for member in come if same(before, member)), None)
            if after is not None:
                pairs.append((before, after))
                gone.remove(before)
                come.remove(after)
    return pairs, gone, come


def alike(one: Member, other: Member) -> bool:
    """Whether two members can be compared part by part."""
    return one.kind == other.kind or {one.kind, other.kind} == {"integer", "number"}


def renamed(one: Member, other: Member) -> bool:
    """Whether two members of different names may be the same: nothing says that they are not."""
    return one.kind == other.kind and not (one.tagged and other.tagged)


def alone(member: Member, members: list[Member]) -> bool:
    """Whether there is no other member of its type."""
    return sum(one.kind == member.kind for one in members) == 1


def type_change(gone: list[Member], come: list[Member]) -> tuple[str, str, str]:
    """The rule for types of which none stayed, with the words for the old and the new ones."""
    before, after = (" or ".join(sorted({str(member) for member in members})) for members in (gone, come))
    if after == ANY:
        return "type-widened", before, after
    return ("type-narrowed" if before == ANY else "type-changed"), before, after
