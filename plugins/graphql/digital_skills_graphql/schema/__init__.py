"""The schema, derived from the OpenAPI document of version 3.

::

    document.py     the reading operations, and the shapes of what they answer
    naming.py       names as GraphQL has them
    types.py        objects, lists, scalars
    choices.py      enumerations
    unions.py       unions and interfaces, and how their members are told apart
    meeting.py      fields of one name that meet in a union or an interface, with types that must not meet
    arguments.py    the parameters of an operation as arguments
    lookups.py      a field of the query: asks its operation
    build.py        all of it, once per process
"""

from digital_skills_graphql.schema.build import Schema, schema

__all__ = ["Schema", "schema"]
