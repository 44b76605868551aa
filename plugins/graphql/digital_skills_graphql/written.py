"""How large and how deep a query may be as it is written: looked at before it is validated. Called by ``running``.

What is counted on its own (aliases, directives) counts where it stands. Fields, depth and repetitions are those of the
whole query, with fragments in their places.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
)

from digital_skills_graphql.settings import GraphqlSettings

__all__ = ["check_written", "fragments_of"]

INTROSPECTION = frozenset({"__schema", "__type"})


def check_written(document: DocumentNode, limits: GraphqlSettings) -> None:
    """Raise ``GraphQLError`` where there is more of something than ``limits`` allow, or fragments go in circles."""
    counts = Counter(type(node) for node in _nodes(document))
    aliases = sum(isinstance(node, FieldNode) and node.alias is not None for node in _nodes(document))
    fragments = sum(counts[kind] for kind in (FragmentDefinitionNode, FragmentSpreadNode, InlineFragmentNode))
    _at_most(limits.max_aliases, aliases, "aliases")
    _at_most(limits.max_directives, counts[DirectiveNode], "directives")
    _at_most(limits.max_fragments, fragments, "fragments")
    _at_most(limits.max_fields, counts[FieldNode], "fields")
    kinds = OperationDefinitionNode | FragmentDefinitionNode
    roots = [each.selection_set for each in document.definitions if isinstance(each, kinds)]
    measure = _Measure(document, limits)
    _at_most(limits.max_fields, sum(measure.of(root).fields for root in roots), "fields, with their fragments")
    for root in roots:
        repeated = Counter(_places(root, fragments_of(document), ()))
        pairs = sum(count * (count - 1) // 2 for count in repeated.values())
        _at_most(limits.max_repetitions, pairs, "pairs of fields of one name in one place")


def fragments_of(document: DocumentNode) -> dict[str, FragmentDefinitionNode]:
    """The fragments of a document by their names."""
    return {each.name.value: each for each in document.definitions if isinstance(each, FragmentDefinitionNode)}


@dataclass(frozen=True)
class _Size:
    """``fields`` are those of a selection and of all below it; ``depth`` is how many stand in one another."""

    fields: int = 0
    depth: int = 0


class _Measure:
    """Sizes of selections with their fragments in place, each fragment measured once."""

    def __init__(self, document: DocumentNode, limits: GraphqlSettings) -> None:
        self._fragments = fragments_of(document)
        self._deepest = limits.max_depth
        self._sizes: dict[str, _Size] = {}
        self._within: set[str] = set()

    def of(self, selections: SelectionSetNode | None, above: int = 0) -> _Size:
        """The size of ``selections``, above which there are that many fields."""
        fields = depth = 0
        for node in selections.selections if selections and above <= self._deepest else ():
            if isinstance(node, FieldNode):
                below = _Size() if node.name.value in INTROSPECTION else self.of(node.selection_set, above + 1)
                size = _Size(below.fields + 1, below.depth + 1)
            elif isinstance(node, FragmentSpreadNode):
                size = self._fragment(node.name.value, above)
            else:
                assert isinstance(node, InlineFragmentNode)  # noqa: S101  # there is no fourth kind
                size = self.of(node.selection_set, above)
            is_fragment = not isinstance(node, FieldNode)  # counts as well, lest fragments of little be spread for ever
            fields, depth = fields + size.fields + is_fragment, max(depth, size.depth)
        if above + depth > self._deepest:
            raise GraphQLError(f"The query is deeper than {self._deepest} fields.")
        return _Size(fields, depth)

    def _fragment(self, name: str, above: int) -> _Size:
        if name not in self._fragments:
            return _Size()  # said by the validation
        if name in self._within:
            raise GraphQLError(f"The fragment {name[:100]} is within itself.")
        if name not in self._sizes:
            self._within.add(name)
            self._sizes[name] = self.of(self._fragments[name].selection_set, above)
            self._within.discard(name)
        return self._sizes[name]


def _places(
    selections: SelectionSetNode | None, fragments: dict[str, FragmentDefinitionNode], above: tuple[str, ...]
) -> Iterator[tuple[str, ...]]:
    """Where each field stands in the answer. Those in one place are compared with one another by the validation."""
    for node in selections.selections if selections else ():
        if isinstance(node, FieldNode):
            place = (*above, node.alias.value if node.alias else node.name.value)
            yield place
            yield from _places(node.selection_set, fragments, place)
        elif isinstance(node, InlineFragmentNode):
            yield from _places(node.selection_set, fragments, above)
        elif isinstance(node, FragmentSpreadNode) and node.name.value in fragments:
            yield from _places(fragments[node.name.value].selection_set, fragments, above)


def _nodes(document: DocumentNode) -> Iterator[Node]:
    waiting: list[Node] = [document]
    while waiting:
        node = waiting.pop()
        yield node
        for key in node.keys:
            value = getattr(node, key, None)
            if isinstance(value, Node):
                waiting.append(value)
            elif isinstance(value, list | tuple):
                waiting.extend(each for each in value if isinstance(each, Node))


def _at_most(most: int, count: int, what: str) -> None:
    if count > most:
        raise GraphQLError(f"The query has {count} {what}, more than {most}.")
