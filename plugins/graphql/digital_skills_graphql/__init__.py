"""A read-only GraphQL endpoint at ``/api/graphql/``, derived from the OpenAPI document of version 3 of the API.

::

    hooks.py        mounts the endpoint
    view.py         HTTP: methods, media types, statuses, headers
    envelope.py     what is asked for: query, variables, the name of an operation
    running.py      parses, bounds, validates and executes a query
    written.py      how large and how deep a query may be
    cost.py         what it may cost
    selection.py    which fields of an answer a query wants, for ``fields=``
    schema/         the types, derived from the document, and the fields of the query, one for each reading operation

Nothing here reads the content: each field of the query asks the reading operation of version 3 that it stands for
(``cms.api.reading``), as the same caller. So there is nothing to see here that REST does not show.
"""

from cms.plugins import Plugin
from digital_skills_graphql.settings import GraphqlSettings
from digital_skills_graphql.version import VERSION

__all__ = ["plugin"]

plugin = Plugin(
    name="graphql",
    version=VERSION,
    cms=">=0.1,<0.2",
    title="GraphQL",
    description="A read-only GraphQL endpoint at /api/graphql/.",
    hooks=("digital_skills_graphql.hooks",),
    settings=GraphqlSettings,
    maintainers=("Digital Skills CMS",),
    documentation="plugins/graphql/README.md",
)
