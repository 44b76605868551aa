"""The schemas of an OpenAPI document, closed: a property that a schema does not name is an error.

Clients must bear new properties, so the document leaves its objects open. The test suite must not: a property that the
schema does not name has drifted away from it.
"""

from typing import Any

__all__ = ["closed", "closed_document"]

HOLDS_ONE = ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames")
HOLDS_LIST = ("anyOf", "oneOf", "prefixItems")
HOLDS_NAMED = ("properties", "$defs", "patternProperties", "dependentSchemas")


def closed_document(document: dict[str, Any]) -> dict[str, Any]:
    """The components of ``document``, with closed schemas, as the root that its references start from."""
    schemas = document["components"]["schemas"]
    return {"components": {"schemas": {name: closed(schema) for name, schema in schemas.items()}}}


def closed(schema: Any) -> Any:
    """``schema`` without room for what it does not name. Objects that say what else they hold stay as they are."""
    if not isinstance(schema, dict):
        return schema
    result = {name: _inside(name, value) for name, value in schema.items()}
    if "properties" in result and "additionalProperties" not in result:
        result["additionalProperties"] = False
    return result


def _inside(name: str, value: Any) -> Any:
    if name in HOLDS_ONE:
        return closed(value)
    if name in HOLDS_LIST:
        return [closed(one) for one in value]
    if name in HOLDS_NAMED:
        return {key: closed(one) for key, one in value.items()}
    if name == "allOf" and len(value) == 1:  # a reference with a description beside it
        return [closed(one) for one in value]
    if name == "allOf":
        raise NotImplementedError("allOf of several schemas: close it with unevaluatedProperties")
    return value
