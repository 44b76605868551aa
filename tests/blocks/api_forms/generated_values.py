"""Hypothesis strategies for what blocks store: anything that an editor can have saved.

What a block refers to can be hidden or deleted later. A draft is saved before its required fields are filled in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from hypothesis import strategies as st
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageBlock, ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from blocks.tables import RowsBlock
from blocks.tombstones import TombstoneBlock

__all__ = ["Chosen", "stored"]

Values = st.SearchStrategy[Any]


@dataclass(frozen=True)
class Chosen:
    """Keys that choosers can hold, by kind: of what is public, of what is hidden, and of what is gone."""

    pages: tuple[int, ...]
    images: tuple[int, ...]
    documents: tuple[int, ...]
    snippets: tuple[int, ...]
    in_drafts: bool = False  # then required fields can be empty, too

    @property
    def rich_texts(self) -> Values:
        """Rich text with links to all of them."""
        links = st.builds(
            '<a linktype="{}" id="{}">{}</a>'.format,
            st.sampled_from(["page", "document"]),
            st.sampled_from(self.pages + self.documents),
            safe_texts,
        )
        embeds = st.builds(
            '<embed embedtype="image" id="{}" format="left" alt="{}"/>'.format,
            st.sampled_from(self.images),
            safe_texts,
        )
        parts = st.lists(links | embeds | safe_texts | safe_texts.map("<b>{}</b>".format), max_size=3)
        return parts.map(lambda inner: f"<p>{' '.join(inner)}</p>") | st.just("")


safe_texts = st.text(alphabet="aé ?&;'", max_size=8).map(lambda text: text.replace("&", "&amp;"))
texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)
addresses = st.sampled_from(["https://example.org/a?b=1#c", "http://localhost:8000/", "https://xn--fsq.example/é"])
identifiers = st.uuids().map(str)


def stored(block: Any, chosen: Chosen) -> Values:
    """Values of ``block`` as they are stored in JSON."""
    for block_type, strategy in STRATEGIES.items():
        if isinstance(block, block_type):
            return strategy(block, chosen)
    raise NotImplementedError(f"No strategy for {type(block).__name__}: add one.")


def _filled(strategy: Values, empty: Any = None) -> Callable[[Any, Chosen], Values]:
    """``strategy``, or nothing where the field may be empty."""

    def make(block: Any, chosen: Chosen) -> Values:
        return strategy if block.required and not chosen.in_drafts else st.just(empty) | strategy

    return make


def _key(kind: str) -> Callable[[Any, Chosen], Values]:
    return lambda block, chosen: st.none() | st.sampled_from(getattr(chosen, kind))


def _choices(block: Any) -> Values:
    keys = [key for key, _label in _flat(block.field.choices)]
    return st.sampled_from([*keys, "no longer offered"])


def _flat(choices: Any) -> list[tuple[Any, Any]]:
    return [pair for key, label in choices for pair in (_flat(label) if isinstance(label, list) else [(key, label)])]


def _struct(block: Any, chosen: Chosen) -> Values:
    children = {name: stored(child, chosen) for name, child in block.child_blocks.items()}
    return st.fixed_dictionaries({}, optional=children)  # a field that was added later is missing


def _list(block: Any, chosen: Chosen) -> Values:
    item = st.fixed_dictionaries(
        {"type": st.just("item"), "value": stored(block.child_block, chosen), "id": identifiers}
    )
    return st.lists(item, max_size=3)


def _stream(block: Any, chosen: Chosen) -> Values:
    members = [
        st.fixed_dictionaries({"type": st.just(name), "value": stored(child, chosen), "id": identifiers})
        for name, child in block.child_blocks.items()
        if not isinstance(child, TombstoneBlock)
    ]
    return st.lists(st.one_of(members), max_size=3)


def _rows(block: Any, chosen: Chosen) -> Values:
    rows = st.fixed_dictionaries({"cells": st.lists(chosen.rich_texts, max_size=3)})
    return st.none() | st.lists(rows, max_size=3)


def _typed_table(block: Any, chosen: Chosen) -> Values:
    names = list(block.child_blocks)
    columns = st.lists(st.tuples(st.sampled_from(names), texts), max_size=3)

    def table(found: list[tuple[str, str]]) -> Values:
        row = st.fixed_dictionaries(
            {"values": st.tuples(*(stored(block.child_blocks[name], chosen) for name, _ in found))}
        )
        return st.fixed_dictionaries(
            {
                "columns": st.just([{"type": name, "heading": heading} for name, heading in found]),
                "rows": st.lists(row.map(lambda one: {"values": list(one["values"])}), max_size=2),
                "caption": texts,
            }
        )

    return st.none() | columns.flatmap(table)


def _described_image(block: Any, chosen: Chosen) -> Values:
    return st.fixed_dictionaries(
        {"image": _key("images")(block, chosen), "decorative": st.booleans(), "alt_text": texts}
    )


# The first that fits: derived types stand before those that they are derived from.
STRATEGIES: dict[type[Any], Callable[[Any, Chosen], Values]] = {
    RowsBlock: _rows,
    TypedTableBlock: _typed_table,
    ImageBlock: _described_image,
    ImageChooserBlock: _key("images"),
    DocumentChooserBlock: _key("documents"),
    SnippetChooserBlock: _key("snippets"),
    blocks.PageChooserBlock: _key("pages"),
    blocks.StructBlock: _struct,
    blocks.ListBlock: _list,
    blocks.StreamBlock: _stream,
    blocks.StaticBlock: lambda block, chosen: st.none(),
    blocks.RichTextBlock: lambda block, chosen: chosen.rich_texts,
    EmbedBlock: _filled(addresses, empty=""),
    blocks.URLBlock: _filled(addresses, empty=""),
    blocks.EmailBlock: _filled(st.sampled_from(["skills@example.org", "skills@exämple.org"]), empty=""),
    blocks.RegexBlock: lambda block, chosen: texts,
    blocks.BooleanBlock: lambda block, chosen: st.booleans(),
    blocks.IntegerBlock: _filled(st.integers(-(2**40), 2**40)),
    blocks.FloatBlock: _filled(st.floats(allow_nan=False, allow_infinity=False)),
    blocks.DecimalBlock: _filled(st.decimals(allow_nan=False, allow_infinity=False, places=2).map(str)),
    blocks.DateTimeBlock: _filled(st.datetimes(timezones=st.timezones()).map(datetime.isoformat)),
    blocks.DateBlock: _filled(st.dates().map(date.isoformat)),
    blocks.TimeBlock: _filled(st.times().map(time.isoformat)),
    blocks.MultipleChoiceBlock: lambda block, chosen: st.lists(_choices(block), max_size=3),
    blocks.ChoiceBlock: lambda block, chosen: st.none() | _choices(block),
    blocks.CharBlock: lambda block, chosen: texts,
    blocks.TextBlock: lambda block, chosen: texts,
    blocks.RawHTMLBlock: lambda block, chosen: texts,
    blocks.BlockQuoteBlock: lambda block, chosen: texts,
}
