"""The parameters of an operation as the arguments of its field, and as its query string. Called by ``lookups``."""

from collections.abc import Mapping
from typing import Any

from graphql import GraphQLArgument, GraphQLID, GraphQLInputType, GraphQLList, GraphQLNonNull

from digital_skills_graphql.schema.document import Json, Operation
from digital_skills_graphql.schema.naming import camel, pascal
from digital_skills_graphql.schema.types import Types, scalar_of

__all__ = ["arguments_of", "query_of"]

#: Enumerations that are the same for every operation; others have its name in front.
SHARED = {"rich_text_format": "RichTextFormat", "version": "PageVersion", "search_operator": "SearchOperator"}
#: Which fields are selected says the query.
SELECTION = "fields"


def arguments_of(types: Types, operation: Operation, page_types: dict[str, str]) -> dict[str, GraphQLArgument]:
    """The arguments. ``page_types`` are the names of the types of pages by what the API calls them."""
    return {
        _argument(parameter): GraphQLArgument(
            _input(types, operation, parameter, page_types),
            description=parameter.get("description") or parameter["schema"].get("description"),
            out_name=parameter["name"],
        )
        for parameter in operation.parameters
        if parameter["name"] != SELECTION
    }


def query_of(operation: Operation, values: Mapping[str, Any]) -> dict[str, Any]:
    """The query string of what is asked for with ``values``, by the names of the parameters."""
    inside = {parameter["name"] for parameter in operation.parameters if parameter["in"] == "query"}
    return {name: _written(value) for name, value in values.items() if name in inside and value is not None}


def _written(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    return [_written(each) for each in value] if isinstance(value, list) else value


def _argument(parameter: Json) -> str:
    """The number in the path is ``id``, whatever the path calls it."""
    return "id" if parameter["in"] == "path" else camel(parameter["name"])


def _input(types: Types, operation: Operation, parameter: Json, page_types: dict[str, str]) -> GraphQLInputType:
    if parameter["in"] == "path":
        return GraphQLNonNull(GraphQLID)
    made = _type(types, operation, parameter["name"], parameter["schema"], page_types)
    return GraphQLNonNull(made) if parameter.get("required") else made


def _type(types: Types, operation: Operation, name: str, schema: Json, page_types: dict[str, str]) -> Any:
    shape = types.components.shape(schema)
    if shape.members:  # a number, or "root"
        return GraphQLID
    schema = shape.schema
    if schema.get("type") == "array":
        return GraphQLList(GraphQLNonNull(_type(types, operation, name, schema["items"], page_types)))
    if values := schema.get("enum"):
        called = SHARED.get(name) or f"{pascal(operation.name.removesuffix('_list'))}{pascal(name)}"
        return types.choices.named(called, values, page_types)
    return scalar_of(schema, name)
