"""The fields of the query: each asks one reading operation of version 3. Called by ``build``."""

from typing import Any

from graphql import GraphQLField, GraphQLOutputType, GraphQLResolveInfo

from digital_skills_graphql.schema.arguments import arguments_of
from digital_skills_graphql.schema.document import Json, Operation, Shape
from digital_skills_graphql.schema.naming import pascal
from digital_skills_graphql.schema.types import ANY_JSON, Types

__all__ = ["KIND", "NOTHING", "OPERATION", "answer_of", "lookup"]

#: The extension of a field of the query that holds its operation.
OPERATION = "operation"

#: What tells an answer that nothing is there from the others of an operation that says more about it.
NOTHING = "nothing"

KIND = "kind"
#: Members of a problem that say no more than that it is a 404.
OF_PROBLEMS = frozenset({"type", "title", "status", "message"})


def answer_of(types: Types, operation: Operation) -> GraphQLOutputType:
    """The type of what ``operation`` answers."""
    shape = types.components.shape(operation.answer)
    if operation.absent is not None:
        shape = Shape(shape.schema, members=(*(shape.members or (shape,)), _absent(operation.absent)))
    return types.output(shape, "", f"{pascal(operation.name)}Answer") or ANY_JSON


def lookup(types: Types, operation: Operation, made: GraphQLOutputType, page_types: dict[str, str]) -> GraphQLField:
    """The field that stands for ``operation``, of the type ``made``: null where nothing is there for the caller."""

    def resolve(_root: Any, info: GraphQLResolveInfo[Any], **values: Any) -> Any:
        return info.context.look_up(operation, values, info)

    return GraphQLField(
        made,
        args=arguments_of(types, operation, page_types),
        resolve=resolve,
        description=operation.description,
        extensions={OPERATION: operation},
    )


def _absent(schema: Json) -> Shape:
    """The problem of a 404 without what every problem has, told from other answers by its kind."""
    properties = {name: value for name, value in schema["properties"].items() if name not in OF_PROBLEMS}
    kind = {KIND: {"const": NOTHING, "type": "string"}}
    made = {
        "type": "object",
        "title": "Nothing",
        "description": schema.get("description"),
        "properties": {**kind, **properties},
        "required": [KIND, *properties],
    }
    return Shape(made)
