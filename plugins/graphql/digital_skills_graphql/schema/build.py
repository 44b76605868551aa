"""Builds the schema from the document, once per process. Called by ``running``."""

from dataclasses import dataclass
from functools import cache, cached_property

from graphql import GraphQLField, GraphQLObjectType, GraphQLSchema, assert_valid_schema

from cms.api.reading import openapi_document
from digital_skills_graphql.schema.document import Components, Json, Operation, operations_of
from digital_skills_graphql.schema.lookups import OPERATION, answer_of, lookup
from digital_skills_graphql.schema.meeting import let_meet
from digital_skills_graphql.schema.naming import field_name_of
from digital_skills_graphql.schema.types import PROPERTY, Types
from digital_skills_graphql.schema.unions import BLOCK, Pages, Unions

__all__ = ["Schema", "build", "schema"]

PAGE_DETAIL = "pages_detail"
META = "meta"


@dataclass(frozen=True)
class Schema:
    """``graphql`` is the schema; ``pages`` are the types of pages by what the API calls them."""

    graphql: GraphQLSchema
    pages: dict[str, str]

    def operation(self, field: str) -> Operation | None:
        """The operation that a field of the query stands for."""
        found = self.query.fields.get(field)
        return found.extensions[OPERATION] if found else None

    @cached_property
    def query(self) -> GraphQLObjectType:
        """The type of the query."""
        query = self.graphql.query_type
        assert query is not None  # noqa: S101  # it is built below
        return query


@cache
def schema() -> Schema:
    """The schema of this process. Its texts are in the language of the site."""
    return build(openapi_document())


def build(document: Json) -> Schema:
    """The schema of ``document``. Raises ``ConfigurationError`` for names that GraphQL cannot tell apart."""
    components = Components(document)
    operations = list(operations_of(document))
    [detail] = [operation for operation in operations if operation.name == PAGE_DETAIL]
    pages = Pages(components, components.shape(detail.answer))
    unions = Unions(pages)
    types = Types(document, unions)
    meta = types.object(pages.meta(components), "", name="PageMeta")
    objects = {}
    for component, shape in pages.shapes.items():
        made = objects[component] = types.object(shape, "")
        types.special[made.name, META] = meta
        types.interfaces[made.name] = [pages.interface]
        pages.names[pages.labels[component]] = made.name
    answers = [answer_of(types, operation) for operation in operations]
    types.finish()
    let_meet(types, [made.name for made in objects.values()])
    for members in unions.members:
        let_meet(types, members)
    pages.common = {
        name: GraphQLField(member.type, description=member.description, extensions={PROPERTY: member.property})
        for name, member in types.fields[objects[pages.plain].name].items()
        if all(name in types.fields[made.name] for made in objects.values())
    }
    fields = {  # last, so that a choice of an argument is that of the field with the same values
        field_name_of(operation.name): lookup(types, operation, answer, pages.names)
        for operation, answer in zip(operations, answers, strict=True)
    }
    query = GraphQLObjectType("Query", fields, description="What the REST API answers to the same caller.")
    made_schema = GraphQLSchema(query, types=[*objects.values(), BLOCK])
    assert_valid_schema(made_schema)
    return Schema(made_schema, dict(pages.names))
