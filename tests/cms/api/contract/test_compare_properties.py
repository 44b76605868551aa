"""What holds of every comparison: nothing breaks itself, and what is called harmless is."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema_rs import Draft202012Validator

from cms.api.contract.document import openapi_document
from cms.api.contract.findings import Level, Side
from cms.api.contract.operations import compare
from tests.cms.api.contract.schema_strategies import become, schemas, values_of
from tests.cms.api.contract.small_documents import carrying

changes = schemas.flatmap(lambda old: st.tuples(st.just(old), become(old)))


def test_the_document_does_not_break_itself() -> None:
    assert compare(openapi_document(), openapi_document()) == []


@given(schema=schemas, side=st.sampled_from(Side))
@settings(deadline=None)
def test_no_document_breaks_itself(schema: Any, side: Side) -> None:
    assert compare(carrying(schema, side), carrying(schema, side)) == []


@given(change=changes, side=st.sampled_from(Side))
@settings(deadline=None)
def test_no_finding_is_its_own_opposite(change: Any, side: Side) -> None:
    old, new = (carrying(schema, side) for schema in change)

    assert set(compare(old, new)).isdisjoint(compare(new, old))


@given(data=st.data(), change=changes)
@settings(max_examples=300, deadline=None)
def test_a_request_goes_on_to_fit_unless_something_breaks(data: st.DataObject, change: Any) -> None:
    old, new = change
    found = compare(carrying(old, "request"), carrying(new, "request"))
    sent = data.draw(values_of(old))

    if not Draft202012Validator(new).is_valid(sent):
        assert Level.BREAKING in {finding.level for finding in found}


@given(data=st.data(), change=changes)
@settings(max_examples=300, deadline=None)
def test_a_response_goes_on_to_fit_unless_something_is_told(data: st.DataObject, change: Any) -> None:
    old, new = change
    found = compare(carrying(old, "response"), carrying(new, "response"))
    received = data.draw(values_of(new))

    if not Draft202012Validator(old).is_valid(received):
        assert {Level.BREAKING, Level.WARNING} & {finding.level for finding in found}
