"""Hypothesis strategies: schemas, schemas that became other ones, and values that fit a schema."""

from typing import Any

from hypothesis import strategies as st

__all__ = ["become", "schemas", "values_of"]

Json = dict[str, Any]
NAMES = ["a", "b", "c"]
REFERENCE = {"$ref": "#/components/schemas/P"}

texts = st.fixed_dictionaries({"type": st.just("string")}, optional={"maxLength": st.integers(1, 3)})
choices = st.lists(st.sampled_from(NAMES), min_size=1, unique=True).map(lambda names: {"enum": names})
bounds = st.tuples(st.integers(0, 2), st.integers(4, 6))  # apart, so that both may move by one
numbers = st.builds(
    lambda kind, pair: {"type": kind, "minimum": pair[0], "maximum": pair[1]},
    st.sampled_from(["integer", "number"]),
    bounds,
)
leaves = texts | choices | numbers | st.just({"type": "boolean"}) | st.just({}) | st.just({"const": "a"})


def _objects(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    properties = st.dictionaries(st.sampled_from(NAMES), inner, max_size=3)
    return properties.flatmap(
        lambda named: st.builds(
            lambda required: {"type": "object", "properties": named, "required": sorted(required)},
            st.sets(st.sampled_from(sorted(named))) if named else st.just(set()),
        )
    )


def _compound(inner: st.SearchStrategy[Json]) -> st.SearchStrategy[Json]:
    arrays = inner.map(lambda items: {"type": "array", "items": items})
    optional = inner.map(lambda one: {"anyOf": [one, {"type": "null"}]})
    unions = st.lists(inner, min_size=1, max_size=3).map(lambda members: {"anyOf": members})
    return arrays | optional | unions | _objects(inner)


schemas = st.recursive(leaves, _compound, max_leaves=8)


@st.composite
def become(draw: st.DrawFn, schema: Json) -> Json:
    """What ``schema`` may be after somebody has worked on it."""
    if draw(st.integers(0, 5)) == 0:
        return draw(schemas | st.just({"anyOf": [schema, {"type": "null"}]}))
    changed = dict(schema)
    if "anyOf" in schema:
        changed["anyOf"] = [draw(become(member)) for member in schema["anyOf"]]
        if draw(st.booleans()):
            changed["anyOf"].append(draw(leaves))
    if "items" in schema:
        changed["items"] = draw(become(schema["items"]))
    if "properties" in schema:
        changed["properties"] = {name: draw(become(one)) for name, one in schema["properties"].items()}
        if draw(st.booleans()):
            changed["properties"][draw(st.sampled_from(NAMES))] = draw(leaves)
        named = sorted(changed["properties"])
        changed["required"] = sorted(draw(st.sets(st.sampled_from(named)))) if named else []
    for bound in {"minimum", "maximum", "maxLength"} & set(schema):
        changed[bound] = max(0, schema[bound] + draw(st.integers(-1, 1)))
    if "enum" in schema:
        changed["enum"] = draw(choices)["enum"]
    return changed


def values_of(schema: Json) -> st.SearchStrategy[Any]:
    """Values that fit ``schema``, with no property that it does not name."""
    if "anyOf" in schema:
        return st.one_of([values_of(member) for member in schema["anyOf"]])
    if "enum" in schema or "const" in schema:
        return st.sampled_from(schema.get("enum", [schema.get("const")]))
    kinds = {
        "string": lambda: st.text(alphabet="ab", max_size=schema.get("maxLength", 5)),
        "integer": lambda: _between(schema, st.integers),
        "number": lambda: _between(schema, st.integers) | _between(schema, st.floats),
        "boolean": st.booleans,
        "null": st.none,
        "array": lambda: st.lists(values_of(schema["items"]), max_size=2),
        "object": lambda: _things(schema),
    }
    anything = st.none() | st.booleans() | st.integers(0, 9) | st.text(alphabet="ab", max_size=4)
    return kinds[schema["type"]]() if "type" in schema else anything


def _between(schema: Json, numbers: Any) -> st.SearchStrategy[Any]:
    return numbers(min_value=schema["minimum"], max_value=schema["maximum"])


def _things(schema: Json) -> st.SearchStrategy[Json]:
    named = {name: values_of(one) for name, one in schema["properties"].items()}
    required = {name: named.pop(name) for name in schema["required"]}
    return st.fixed_dictionaries(required, optional=named)
