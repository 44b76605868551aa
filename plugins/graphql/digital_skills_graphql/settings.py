"""The settings of the plugin, from variables that begin with ``CMS_GRAPHQL_``. Read by ``view`` and ``bounds``."""

from pydantic import Field

from cms.plugins import PluginSettings

__all__ = ["GraphqlSettings"]


class GraphqlSettings(PluginSettings):
    """Whether the schema can be asked for, and how much a query may ask for.

    A count is of what is written in the query. ``max_items`` and ``max_nodes`` are of the answer: objects that are
    looked up, where a list counts as many as its ``limit``, and values of fields.
    """

    introspection: bool | None = Field(default=None, description="Answer queries of the schema; else as DEBUG is.")
    max_length: int = Field(default=20_000, ge=100, description="Characters of a query.")
    max_tokens: int = Field(default=4_000, ge=10, description="Tokens of a query.")
    max_depth: int = Field(default=16, ge=2, description="Fields within fields, fragments included.")
    max_fields: int = Field(default=1_000, ge=1, description="Fields that are selected, with those of each fragment.")
    max_aliases: int = Field(default=30, ge=0, description="Fields that are given another name.")
    max_directives: int = Field(default=30, ge=0, description="Directives such as @include.")
    max_fragments: int = Field(default=100, ge=0, description="Fragments, and fields that fragments are spread in.")
    max_lookups: int = Field(default=10, ge=1, description="Fields of the query itself: what is looked up.")
    max_items: int = Field(default=150, ge=1, description="Objects that are looked up, a list by its limit.")
    max_nodes: int = Field(default=20_000, ge=100, description="Values of fields in an answer.")
