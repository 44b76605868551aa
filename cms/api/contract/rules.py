"""The rules: what each kind of change means in a request and in a response. Applied by the comparisons beside it.

They follow those of oasdiff (https://www.oasdiff.com, "breaking changes"). What narrows the values that are allowed
breaks the sender of requests; what widens them breaks the reader of responses. Stricter than oasdiff is that a query
parameter may not be removed: this API refuses parameters that it does not know.
"""

import json
from dataclasses import dataclass
from typing import Any

from cms.api.contract.findings import Finding, Level, Side

__all__ = ["RULES", "Rule", "Spot"]

LONGEST_VALUE = 120  # characters of a value in a finding

B, W, I = Level.BREAKING, Level.WARNING, Level.INFO  # noqa: E741  # columns of the table below


@dataclass(frozen=True)
class Rule:
    """The level of a change in requests and in responses, and its words with ``{old}`` and ``{new}``."""

    request: Level
    response: Level
    words: str

    def level(self, side: Side) -> Level:
        """The level on one side."""
        return self.request if side is Side.REQUEST else self.response


RULES: dict[str, Rule] = {
    # Operations
    "endpoint-removed": Rule(B, B, "the path {old} is gone"),
    "endpoint-added": Rule(I, I, "the path {new} is new"),
    "method-removed": Rule(B, B, "{old} is gone"),
    "method-added": Rule(I, I, "{new} is new"),
    "operation-renamed": Rule(W, W, "the operation is called {new} now: generated clients name it differently"),
    "operation-deprecated": Rule(I, I, "the operation is deprecated"),
    "security-narrowed": Rule(B, B, "{old} does not suffice any more; now it takes {new}"),
    "security-widened": Rule(I, I, "{new} suffices, too"),
    # Parameters
    "parameter-removed": Rule(B, B, "the parameter is gone, and unknown ones are refused"),
    "parameter-added": Rule(I, I, "the parameter is new and may be left out"),
    "required-parameter-added": Rule(B, B, "the parameter is new and required"),
    "parameter-became-required": Rule(B, B, "the parameter became required"),
    "parameter-became-optional": Rule(I, I, "the parameter may be left out now"),
    "path-parameter-renamed": Rule(W, W, "the parameter is called {new} now: generated clients name it differently"),
    "parameter-style-changed": Rule(B, B, "several values are written differently: {new}, before {old}"),
    # Bodies, statuses, headers
    "body-removed": Rule(B, B, "the body is gone"),
    "body-added": Rule(I, I, "a body may be sent"),
    "required-body-added": Rule(B, B, "a body is required"),
    "body-became-required": Rule(B, B, "the body became required"),
    "body-became-optional": Rule(I, I, "the body may be left out now"),
    "media-type-removed": Rule(B, B, "the media type {old} is gone"),
    "media-type-added": Rule(I, I, "the media type {new} is new"),
    "success-status-removed": Rule(B, B, "the status {old} is gone"),
    "error-status-removed": Rule(W, W, "the status {old} is gone"),
    "status-added": Rule(I, I, "the status {new} is new"),
    "header-removed": Rule(W, W, "the header is gone"),
    "required-header-removed": Rule(B, B, "the header, which was always there, is gone"),
    "header-became-optional": Rule(B, B, "the header may be missing now"),
    "header-added": Rule(I, I, "the header is new"),
    # Properties
    "property-removed": Rule(B, B, "the property is gone"),
    "property-added": Rule(I, I, "the property is new"),
    "required-property-added": Rule(B, I, "the property is new and always there"),
    "property-became-required": Rule(B, I, "the property became required"),
    "property-became-optional": Rule(I, B, "the property may be missing now"),
    "more-properties-refused": Rule(B, I, "properties that the schema does not name are refused now"),
    "more-properties-allowed": Rule(I, I, "properties that the schema does not name may be there"),
    # Types
    "type-changed": Rule(B, B, "the type is {new}, before {old}"),
    "type-widened": Rule(I, B, "the type is {new}, which holds more than {old}"),
    "type-narrowed": Rule(B, I, "the type is {new}, which holds less than {old}"),
    "null-added": Rule(I, B, "the value may be null now"),
    "null-removed": Rule(B, I, "the value may not be null any more"),
    "union-member-added": Rule(I, W, "the union holds {new}, too"),
    "union-member-removed": Rule(B, I, "the union does not hold {old} any more"),
    "discriminator-changed": Rule(B, B, "the members of the union are told apart by {new}, before by {old}"),
    "discriminator-removed": Rule(W, W, "nothing says any more that {old} tells the members of the union apart"),
    "discriminator-added": Rule(I, I, "the members of the union are told apart by {new}"),
    "format-changed": Rule(B, B, "the format is {new}, before {old}"),
    "format-added": Rule(B, I, "the format is {new}, before any"),
    "format-removed": Rule(I, B, "the format is any, before {old}"),
    # Values
    "constant-changed": Rule(B, B, "the only value is {new}, before {old}"),
    "value-added": Rule(I, W, "{new} is a further value"),
    "value-removed": Rule(B, I, "{old} is not among the values any more"),
    "values-introduced": Rule(B, I, "the only values are {new}, before any"),
    "values-dropped": Rule(I, B, "any value, before only {old}"),
    "default-changed": Rule(B, I, "what is left out means {new}, before {old}"),
    "limit-narrowed": Rule(B, I, "{new}, before {old}"),
    "limit-widened": Rule(I, B, "{new}, before {old}"),
    "limit-changed": Rule(B, B, "{new}, before {old}"),
    "pattern-changed": Rule(W, W, "the pattern is {new}, before {old}"),
    "pattern-added": Rule(B, I, "the pattern is {new}, before any"),
    "pattern-removed": Rule(I, W, "the pattern is any, before {old}"),
}


@dataclass(frozen=True)
class Spot:
    """A place of the old document. ``where`` says in which part of which operation it was met."""

    side: Side
    place: str
    where: str

    def inside(self, way: str) -> "Spot":
        """The place that ``way`` leads to from here."""
        return Spot(self.side, f"{self.place}{way}", self.where)

    def component(self, name: str) -> "Spot":
        """The top of a component that is met here."""
        return Spot(self.side, name, self.where)

    def finding(self, rule: str, old: Any = "", new: Any = "") -> Finding:
        """A finding at this place."""
        words = RULES[rule].words.format(old=_shown(old), new=_shown(new))
        return Finding(RULES[rule].level(self.side), rule, self.place, self.where, words)


def _shown(value: Any) -> str:
    """A value in the words of a finding."""
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) <= LONGEST_VALUE else f"{text[:LONGEST_VALUE]}…"
