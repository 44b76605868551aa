"""How large and how deep a query may be, and what it may cost: looked at before it is validated. Called by ``running``.

What is written is counted once, as it stands. Depth and cost are those of the whole query, with fragments in their
places; a list of which twenty are asked for counts as twenty.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from graphql import (
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLError,
    InlineFragmentNode,
    IntValueNode,
    Node,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
)

from digital_skills_graphql.schema import Schema
from digital_skills_graphql.schema.document import Operation
from digital_skills_graphql.settings import GraphqlSettings

__all__ = ["check_cost", "check_size"]

INTROSPECTION = frozenset({"__schema", "__type"})
LIMIT = "limit"


def check_size(document: DocumentNode, limits: GraphqlSettings) -> None:
    """Raise ``GraphQLError`` where there is more of something than ``limits`` allow, or fragments go in circles."""
    nodes = list(_nodes(document))
    fields = [node for node in nodes if isinstance(node, FieldNode)]
    fragments = [node for node in nodes if isinstance(node, FragmentDefinitionNode | FragmentSpreadNode)]
    fragments_inside = [node for node in nodes if isinstance(node, InlineFragmentNode)]
    _at_most(limits.max_aliases, sum(field.alias is not None for field in fields), "aliases")
    _at_most(limits.max_directives, sum(isinstance(node, DirectiveNode) for node in nodes), "directives")
    _at_most(limits.max_fragments, len(fragments) + len(fragments_inside), "fragments")
    _at_most(limits.max_fields, len(fields), "fields")
    measure = _Measure(document, limits)
    for definition in document.definitions:
        if isinstance(definition, OperationDefinitionNode):
            _at_most(limits.max_fields, measure.of(definition.selection_set).fields, "fields, with their fragments")


def check_cost(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    schema: Schema,
    limits: GraphqlSettings,
) -> None:
    """Raise ``GraphQLError`` where ``operation`` looks up too much. ``document`` has been validated."""
    lookups = list(_Measure(document, limits).lookups(operation.selection_set))
    _at_most(limits.max_lookups, len(lookups), "things that are looked up")
    items = 0
    for field in lookups:
        asked = schema.operation(field.name.value)
        items += _items(asked, field, operation, variables) if asked else 0
    if items > limits.max_items:
        raise GraphQLError(f"The query asks for {items} objects, more than {limits.max_items}: lower limit.")


@dataclass(frozen=True)
class _Size:
    """``fields`` are those of a selection and of all below it; ``depth`` is how many stand in one another."""

    fields: int = 0
    depth: int = 0


class _Measure:
    """Sizes of selections with their fragments in place, each fragment measured once."""

    def __init__(self, document: DocumentNode, limits: GraphqlSettings) -> None:
        found = (each for each in document.definitions if isinstance(each, FragmentDefinitionNode))
        self._fragments = {each.name.value: each for each in found}
        self._limits = limits
        self._sizes: dict[str, _Size] = {}
        self._within: set[str] = set()

    def of(self, selections: SelectionSetNode | None, above: int = 0) -> _Size:
        """The size of ``selections``, ``above`` which there are that many fields."""
        if above > self._limits.max_depth:
            raise GraphQLError(f"The query is deeper than {self._limits.max_depth} fields.")
        fields = depth = 0
        for node in selections.selections if selections else ():
            if isinstance(node, FieldNode):
                below = _Size() if node.name.value in INTROSPECTION else self.of(node.selection_set, above + 1)
                size = _Size(below.fields + 1, below.depth + 1)
            elif isinstance(node, FragmentSpreadNode):
                size = self._fragment(node.name.value, above)
            else:
                assert isinstance(node, InlineFragmentNode)  # noqa: S101  # there is no fourth kind
                size = self.of(node.selection_set, above)
            is_field = isinstance(node, FieldNode)  # a fragment counts as well, lest one of nothing be spread for ever
            fields, depth = fields + size.fields + (not is_field), max(depth, size.depth)
        if above + depth > self._limits.max_depth:
            raise GraphQLError(f"The query is deeper than {self._limits.max_depth} fields.")
        return _Size(fields, depth)

    def lookups(self, selections: SelectionSetNode) -> Iterator[FieldNode]:
        """The fields of the query itself, with those of its fragments."""
        for node in selections.selections:
            if isinstance(node, FieldNode):
                yield node
            elif isinstance(node, FragmentSpreadNode):
                yield from self.lookups(self._fragments[node.name.value].selection_set)
            elif isinstance(node, InlineFragmentNode):
                yield from self.lookups(node.selection_set)

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


def _items(asked: Operation, field: FieldNode, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> int:
    """How many objects a field looks up at most: one, or as many as its ``limit`` says."""
    usual = next((each["schema"]["default"] for each in asked.parameters if each["name"] == LIMIT), 1)
    given: Any = usual
    for argument in field.arguments or ():
        if argument.name.value == LIMIT:
            given = _value(argument.value, operation, variables)
    return max(given, 1) if isinstance(given, int) else int(usual)


def _value(node: Any, operation: OperationDefinitionNode, variables: Mapping[str, Any]) -> Any:
    if isinstance(node, IntValueNode):
        return int(node.value)
    if not isinstance(node, VariableNode):
        return None
    name = node.name.value
    defaults = (each.default_value for each in operation.variable_definitions or () if each.variable.name.value == name)
    return variables[name] if name in variables else _value(next(defaults, None), operation, {})


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
