"""Reads a page of a Jekyll site: YAML front matter, the heading include, kramdown Markdown, HTML.

Of the front matter, ``title``, ``permalink``, ``lede`` and ``searchexcerpt`` are content; ``layout`` and
``localnav`` follow from the page's type and place; every other key is named in the report.
"""

from __future__ import annotations

import re
from pathlib import PurePath
from urllib.parse import urlsplit

from django.utils.text import slugify

from cms.errors import SourceError
from cms.importer.document import Document, Note, NoteKind
from cms.importer.html_blocks import Heading, read_blocks
from cms.importer.html_tree import UnreadableHtml
from cms.importer.outline import arrange
from cms.importer.readers import front_matter, liquid, markdown
from cms.importer.source import Source, identity

__all__ = ["JekyllReader"]

_MARKDOWN = {".md", ".markdown", ".mkd", ".mkdown"}
_HTML = {".html", ".htm"}
_CONTENT_KEYS = ("title", "permalink", "lede", "searchexcerpt")
_DERIVED_KEYS = {
    "layout": "follows from the page's type",
    "localnav": "follows from the page's place in the tree",
    "breadcrumb": "follows from the page's place in the tree",
}
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}-(?=.)")
_MAX_TITLE = 255


class JekyllReader:
    """Files with front matter, whatever their name, and Markdown or HTML files without."""

    def can_read(self, path: str, text: str) -> bool:
        """A first line of three dashes, or a name that ends like Markdown or HTML."""
        first_line = text.partition("\n")[0].rstrip()
        return first_line == "---" or PurePath(path).suffix.lower() in _MARKDOWN | _HTML

    def read(self, source: Source) -> Document:
        """The page; ``SourceError`` for broken YAML, any other Liquid, or a page without a title."""
        page = front_matter.split(source.path, source.text)
        before_body = source.text[: len(source.text) - len(page.body)]
        liquid.refuse(source.path, before_body)
        expanded = liquid.expand(source.path, page.body, page.body_line)
        notes = _about_front_matter(page)
        html = expanded.text
        if PurePath(source.path).suffix.lower() not in _HTML:
            rendered = markdown.render(source.path, expanded.text, page.body_line)
            html = rendered.html
            if rendered.tables_of_contents:
                notes.append(Note(NoteKind.DERIVED, "{:toc}: it is made from the headings"))
        try:
            read = read_blocks(html)
        except UnreadableHtml as error:
            raise SourceError(source.path, str(error), page.body_line) from error
        items = list(read.items)
        title = _words(page.values.get("title", ""))
        if not title and items and isinstance(items[0], Heading) and items[0].level == 1:
            title = items.pop(0).text  # type: ignore[union-attr]  # checked in the line above
            notes.append(Note(NoteKind.DERIVED, "the title is the first heading: none in front matter"))
        line = page.lines.get("title", 1)
        if not title:
            raise SourceError(source.path, "the page has no title", line)
        if len(title) > _MAX_TITLE:
            raise SourceError(source.path, f"the title is longer than {_MAX_TITLE} letters", line)
        outline = arrange(items, read.contents)
        if expanded.back_to_top:
            text = f"links back to the top at {expanded.back_to_top} headings: a matter of layout"
            notes.append(Note(NoteKind.DERIVED, text))
        permalink = page.values.get("permalink", "").strip()
        return Document(
            identity=_identity(source, permalink),
            title=title,
            slug=_slug(source.path, permalink, title),
            lede=_words(page.values.get("lede", "")),
            summary=_words(page.values.get("searchexcerpt", "")),
            permalink=permalink,
            intro=outline.intro,
            sections=outline.sections,
            notes=(*notes, *outline.notes, *read.notes),
            hidden=_is_hidden(page),
        )


def _words(text: str) -> str:
    return " ".join(text.split())


def _identity(source: Source, permalink: str) -> str:
    path = permalink.strip("/")
    return identity("permalink", f"/{path}") if path else source.identity


def _slug(path: str, permalink: str, title: str) -> str:
    last = _path_of(permalink).rstrip("/").rsplit("/", 1)[-1]
    if not last and not permalink:
        last = _DATE.sub("", PurePath(path).stem)
        last = "" if last == "index" else last
    slug = slugify(last.removesuffix(".html")) or slugify(title)
    return slug[:_MAX_TITLE] or "page"


def _path_of(address: str) -> str:
    """The path of an address, the whole of it if it is no address."""
    try:
        return urlsplit(address).path
    except ValueError:
        return address


def _is_hidden(page: front_matter.FrontMatter) -> bool:
    return page.values.get("published", "").lower() in {"false", "no", "off", "n"}


def _about_front_matter(page: front_matter.FrontMatter) -> list[Note]:
    notes: list[Note] = []
    for key in page.keys:
        line = page.lines[key]
        if key in page.repeated:
            text = f"{key} is given more than once: the last one counts"
            notes.append(Note(NoteKind.PERSON, text, line))
        if key in _CONTENT_KEYS:
            if key not in page.values:
                notes.append(Note(NoteKind.PERSON, f"{key} is no single text, left out", line))
        elif key == "published":
            if _is_hidden(page):
                notes.append(Note(NoteKind.PERSON, "the source is not published: its page stays a draft", line))
        elif key in _DERIVED_KEYS:
            notes.append(Note(NoteKind.DERIVED, f"{key}: {_DERIVED_KEYS[key]}", line))
        else:
            value = page.values.get(key, "")
            shown = f" ({value[:60]})" if value else ""
            text = f"{key}{shown} is not imported: see whether it is content"
            notes.append(Note(NoteKind.PERSON, text, line))
    return notes
