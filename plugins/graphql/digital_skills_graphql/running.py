"""Answers a query: parses, bounds, validates and executes it. Called by ``view``.

What goes wrong with a query is an error of the answer. What goes wrong here is raised, as everywhere in the CMS.
"""

import re
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from graphql import (
    DocumentNode,
    ExecutionResult,
    GraphQLError,
    GraphQLResolveInfo,
    NoSchemaIntrospectionCustomRule,
    execute_sync,
    get_operation_ast,
    parse,
    specified_rules,
    validate,
)

from cms.api.reading import Answer, read
from digital_skills_graphql.cost import check_cost
from digital_skills_graphql.envelope import Asked
from digital_skills_graphql.schema import Schema, schema
from digital_skills_graphql.schema.arguments import query_of
from digital_skills_graphql.schema.document import Operation
from digital_skills_graphql.schema.lookups import KIND, NOTHING
from digital_skills_graphql.schema.naming import camel
from digital_skills_graphql.selection import selected_fields
from digital_skills_graphql.settings import GraphqlSettings
from digital_skills_graphql.written import check_written

__all__ = ["Outcome", "answer"]

MOST_ERRORS = 5
NODES_BETWEEN_LOOKS = 256
#: Members of a problem that a client can act on.
SAID = frozenset({"restriction", "unlock_url", "missing_scope", "errors"})
ID = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Outcome:
    """``content`` is the answer as GraphQL has it. ``carried_out`` is false for a query that could not be begun."""

    content: dict[str, Any]
    carried_out: bool


class TooMuch(BaseException):  # no Exception: those are errors of one field, and the others would go on
    """An answer is larger than the settings allow, or takes longer. Ends the execution."""


def answer(request: HttpRequest, asked: Asked, limits: GraphqlSettings, *, introspection: bool) -> Outcome:
    """The answer to what is asked."""
    made = schema()
    try:
        document = parse(
            asked.query,
            max_lexical_tokens=limits.max_tokens,
            max_source_length=limits.max_length,
            allow_empty_selection_sets=False,
        )
        check_written(document, limits)
        operation = get_operation_ast(document, asked.operation_name)
        if operation is None:
            raise GraphQLError("operationName must name one of the operations of the query, where it has several.")
        rules = (*specified_rules, *(() if introspection else (NoSchemaIntrospectionCustomRule,)))
        errors = validate(made.graphql, document, rules, MOST_ERRORS, hide_suggestions=not introspection)
        if errors:
            return _refused(errors)
        check_cost(document, operation, asked.variables, made, limits)
    except GraphQLError as error:
        return _refused([error])
    except RecursionError:
        return _refused([GraphQLError("The query is nested too deeply.")])
    return _executed(request, document, asked, made, limits)


def _refused(errors: list[GraphQLError]) -> Outcome:
    return Outcome({"errors": [error.formatted for error in errors]}, carried_out=False)


def _executed(
    request: HttpRequest, document: DocumentNode, asked: Asked, made: Schema, limits: GraphqlSettings
) -> Outcome:
    context = _Context(request, made, limits.max_nodes, time.thread_time() + limits.max_seconds)
    try:
        result: ExecutionResult = execute_sync(
            made.graphql,
            document,
            context_value=context,
            variable_values=asked.variables,
            operation_name=asked.operation_name,
            hide_suggestions=True,
        )
    except TooMuch as too_much:
        return _refused([GraphQLError(f"{too_much}: ask for less.")])
    for error in result.errors or ():
        if error.original_error is not None and not isinstance(error.original_error, GraphQLError):
            raise error.original_error
    return Outcome({**result.formatted}, carried_out=result.data is not None)


@dataclass
class _Context:
    """What the resolvers of one query are given.

    ``nodes_left`` is how many values the answer may still have, ``until`` the time of this thread at which it ends.
    """

    request: HttpRequest
    schema: Schema
    nodes_left: int
    until: float
    answers: dict[tuple[str, str], Answer] = field(default_factory=dict)

    def count_node(self) -> None:
        """Count one value of a field."""
        self.nodes_left -= 1
        if self.nodes_left < 0:
            raise TooMuch("The answer has too many values")
        if self.nodes_left % NODES_BETWEEN_LOOKS == 0:
            self._look_at_the_time()

    def look_up(self, operation: Operation, values: dict[str, Any], info: GraphQLResolveInfo[Any]) -> Any:
        """What ``operation`` answers, ``None`` where nothing is there. Raises ``GraphQLError`` for what it refuses."""
        self.count_node()
        self._look_at_the_time()
        query = query_of(operation, values)
        selected = selected_fields(operation, query.get("type", []), self.schema, info)
        if selected is not None:
            query["fields"] = selected
        identified = [values[name] for name in operation.identified_by]
        if not all(ID.fullmatch(value) for value in identified):
            return None
        found = self._read(operation.address(*identified), query)
        if found.status == HTTPStatus.OK:
            return found.data
        if found.status == HTTPStatus.NOT_FOUND and operation.absent is not None:
            return {**found.data, KIND: NOTHING}
        if found.status == HTTPStatus.NOT_FOUND and identified:
            return None
        raise _refusal(found)

    def _look_at_the_time(self) -> None:
        if time.thread_time() > self.until:
            raise TooMuch("The answer takes too long")

    def _read(self, path: str, query: dict[str, Any]) -> Answer:
        key = (path, urlencode(query, doseq=True))
        if key not in self.answers:
            self.answers[key] = read(self.request, path, query)
        return self.answers[key]


def _refusal(found: Answer) -> GraphQLError:
    """The problem that the API answers with, as the error of a field."""
    said = {camel(name): value for name, value in found.data.items() if name in SAID}
    return GraphQLError(found.data["detail"], extensions={"status": found.status, **said})
