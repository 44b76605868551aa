"""What a query may cost: looked at before anything is looked up. Called by ``running``.

A list costs as many times what one of its objects costs as it may have. What an object costs says what is selected of
it: a property is made whole, however little is selected within it.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from graphql import (
    DocumentNode,
    FieldNode,
    FragmentSpreadNode,
    GraphQLError,
    GraphQLList,
    GraphQLOutputType,
    GraphQLUnionType,
    IntValueNode,
    OperationDefinitionNode,
    SelectionSetNode,
    VariableNode,
    get_named_type,
    get_nullable_type,
    is_leaf_type,
)

from digital_skills_graphql.schema import Schema
from digital_skills_graphql.schema.document import Operation
from digital_skills_graphql.schema.unions import BLOCK
from digital_skills_graphql.settings import GraphqlSettings
from digital_skills_graphql.written import fragments_of

__all__ = ["check_cost"]

LIMIT, ITEMS = "limit", "items"
#: What a lookup costs whatever it finds, and what properties cost: texts, objects, lists of them, bodies of blocks.
LOOKUP, TEXT, OBJECT, BODY = 10, 1, 4, 40


def check_cost(
    document: DocumentNode,
    operation: OperationDefinitionNode,
    variables: Mapping[str, Any],
    schema: Schema,
    limits: GraphqlSettings,
) -> None:
    """Raise ``GraphQLError`` where ``operation`` looks up too much. ``document`` has been validated."""
    costs = _Costs(document, operation, variables, schema)
    lookups = list(costs.fields(schema.query, operation.selection_set))
    if len(lookups) > limits.max_lookups:
        raise GraphQLError(f"The query has {len(lookups)} fields of its own, more than {limits.max_lookups}.")
    cost = sum(costs.of(field) for _query, field in lookups)
    if cost > limits.max_cost:
        raise GraphQLError(f"The query costs {cost}, more than {limits.max_cost}: lower limit, or select less.")


class _Costs:
    def __init__(
        self, document: DocumentNode, operation: OperationDefinitionNode, variables: Mapping[str, Any], schema: Schema
    ) -> None:
        self._fragments = fragments_of(document)
        self._operation = operation
        self._variables = variables
        self._schema = schema

    def fields(self, owner: Any, selections: SelectionSetNode | None) -> Iterator[tuple[Any, FieldNode]]:
        """The fields of ``selections`` with the types that have them, those of fragments in their places."""
        for node in selections.selections if selections else ():
            if isinstance(node, FieldNode):
                yield owner, node
                continue
            fragment: Any = self._fragments[node.name.value] if isinstance(node, FragmentSpreadNode) else node
            condition = fragment.type_condition
            kind = self._schema.graphql.get_type(condition.name.value) if condition else owner
            yield from self.fields(kind, fragment.selection_set)

    def of(self, field: FieldNode) -> int:
        """What a field of the query costs."""
        asked = self._schema.operation(field.name.value)
        if asked is None:  # of the schema itself
            return 0
        made: Any = get_named_type(self._schema.query.fields[field.name.value].type)
        return LOOKUP + self._items(asked, field) * self._object(made, field.selection_set, asked)

    def _object(self, made: Any, selections: SelectionSetNode | None, asked: Operation) -> int:
        """What one object of the answer costs."""
        chosen: dict[str, int] = {}
        for owner, node in self.fields(made, selections):
            known = getattr(owner, "fields", {}).get(node.name.value)
            if known is None:
                continue
            inside = node.name.value in (ITEMS, *(asked.selected_within or ()))
            below = get_named_type(known.type)
            cost = self._object(below, node.selection_set, asked) if inside else _weight(known.type)
            chosen[node.name.value] = max(chosen.get(node.name.value, 0), cost)
        return sum(chosen.values())

    def _items(self, asked: Operation, field: FieldNode) -> int:
        """How many objects a field looks up at most: one, or as many as its ``limit`` says."""
        usual = next((each["schema"]["default"] for each in asked.parameters if each["name"] == LIMIT), 1)
        given: Any = usual
        for argument in field.arguments or ():
            if argument.name.value == LIMIT:
                given = self._value(argument.value)
        return max(given, 1) if isinstance(given, int) else int(usual)

    def _value(self, node: Any) -> Any:
        if isinstance(node, IntValueNode):
            return int(node.value)
        if not isinstance(node, VariableNode):
            return None
        name = node.name.value
        if name in self._variables:
            return self._variables[name]
        defined = self._operation.variable_definitions or ()
        return self._value(next((each.default_value for each in defined if each.variable.name.value == name), None))


def _weight(made: GraphQLOutputType) -> int:
    """What a property of this type costs."""
    named = get_named_type(made)
    if isinstance(named, GraphQLUnionType) and all(BLOCK in member.interfaces for member in named.types):
        return BODY
    if is_leaf_type(named):
        return TEXT
    return OBJECT * 2 if isinstance(get_nullable_type(made), GraphQLList) else OBJECT
