"""The settings of the plugin, from variables that begin with ``CMS_GRAPHQL_``. Read by ``view`` and ``bounds``."""

from pydantic import Field

from cms.plugins import PluginSettings

__all__ = ["GraphqlSettings"]


class GraphqlSettings(PluginSettings):
    """Whether the schema can be asked for, and how much a query may ask for.

    A count is of what is written in the query. ``max_cost`` is that of what is looked up, ``max_nodes`` are values of
    fields in the answer, ``max_seconds`` are those of the processor.
    """

    introspection: bool | None = Field(default=None, description="Answer queries of the schema; else as DEBUG is.")
    max_content: int = Field(default=100_000, ge=1_000, description="Bytes of what is posted, with its variables.")
    max_length: int = Field(default=20_000, ge=100, description="Characters of a query.")
    max_tokens: int = Field(default=4_000, ge=10, description="Tokens of a query.")
    max_depth: int = Field(default=16, ge=2, description="Fields within fields, fragments included.")
    max_fields: int = Field(default=2_000, ge=1, description="Fields that are selected, with those of each fragment.")
    max_aliases: int = Field(default=30, ge=0, description="Fields that are given another name.")
    max_directives: int = Field(default=30, ge=0, description="Directives such as @include.")
    max_fragments: int = Field(default=100, ge=0, description="Fragments, and fields that fragments are spread in.")
    max_repetitions: int = Field(default=10_000, ge=0, description="Pairs of fields of one name in one place.")
    max_lookups: int = Field(default=10, ge=1, description="Fields of the query itself: what is looked up.")
    max_cost: int = Field(default=3_000, ge=1, description="What is looked up, times what is selected of it.")
    max_nodes: int = Field(default=20_000, ge=100, description="Values of fields in an answer.")
    max_seconds: float = Field(default=1.0, gt=0, description="Time after which nothing more is looked up or shown.")
