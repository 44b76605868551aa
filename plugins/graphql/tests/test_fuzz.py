"""Whatever is sent, nothing is a server error: texts, broken queries, queries with strange values, odd JSON."""

from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis_graphql import from_schema

from asking import Asker
from digital_skills_graphql.schema import schema
from tests.factories.pages import ContentPageFactory, section

pytestmark = pytest.mark.django_db

STEADY = settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
QUERY = (
    'query q($s: String = "a") { a: pages(search: $s, limit: 2) { ...f } resolve(path: "/") { ... on ResolvedPage '
    "{ page { id } } } } fragment f on PageList { items { title @include(if: true) } }"
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=10), inner, max_size=4),
    max_leaves=12,
)
IDS = st.one_of(st.integers(), st.text(max_size=30))


def answered(ask: Asker, content: Any, content_type: str = "application/json") -> Any:
    response = ask.post(content, content_type)
    assert response.status_code in (200, 400, 413, 415), response.content
    return response


@STEADY
@given(text=st.text(max_size=200))
def test_any_text_is_answered(ask: Asker, text: str) -> None:
    answered(ask, {"query": text})
    answered(ask, text.encode("utf-8", "replace"))


@STEADY
@given(start=st.integers(0, len(QUERY)), length=st.integers(0, 12), put=st.text("{}()[]:$@!.,\"'\\ an1-", max_size=8))
def test_a_broken_query_is_answered(ask: Asker, start: int, length: int, put: str) -> None:
    answered(ask, {"query": QUERY[:start] + put + QUERY[start + length :]})


@STEADY
@given(members=st.dictionaries(st.sampled_from(["query", "variables", "operationName", "extensions", "x"]), JSON))
def test_any_json_is_answered(ask: Asker, members: dict[str, Any]) -> None:
    answered(ask, members)
    answered(ask, {"query": QUERY, **members})


@STEADY
@given(values=st.fixed_dictionaries({}, optional={"id": IDS, "site": st.text(max_size=20), "n": st.integers()}))
def test_any_values_are_answered(ask: Asker, values: dict[str, Any]) -> None:
    query = """query ($id: ID = "1", $site: String, $n: Int) {
        page(id: $id, site: $site) { id } image(id: $id) { id } form(id: $id) { __typename }
        pages(childOf: $id, slug: $site, limit: $n, offset: $n, cursor: $site, search: $site) { count }
        resolve(path: "/x", site: $site) { __typename }
    }"""
    answered(ask, {"query": query, "variables": values})


@STEADY
@given(query=from_schema(schema().graphql, fields=["pages", "page", "resolve", "images", "navigation", "redirects"]))
def test_any_query_of_the_schema_is_answered(ask: Asker, query: str) -> None:
    ContentPageFactory(body=[section("Part", {"type": "rich_text", "value": "<p>Text</p>"})])

    answered(ask, {"query": query})
