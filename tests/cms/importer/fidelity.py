"""Whether a page says what its source says: words, links, heading outline, list items.

The source's side is rendered here from scratch, with none of the importer's code: a Jekyll page by
expanding the heading include with a regular expression, rendering with plain markdown-it and dropping
the table of contents with Beautiful Soup; a plain text by its blank lines. The page's side is the JSON
of the API.

Left out, because they are derived: the table of contents (``<nav class="index-links">``, "On this
page:") and the numbers of numbered lists. Left out on the page's side: a call to action without a
target, which is work for the editor and which no reader sees.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import Any

import yaml
from bs4 import BeautifulSoup
from markdown_it import MarkdownIt

_INCLUDE = re.compile(r'\{% include hx\.html lvl=(\d) text="([^"]*)"[^%]*%\}')
_BLOCKS = [
    *("p", "li", "ul", "ol", "div", "blockquote", "pre", "hr", "br", "table", "tr", "td", "th", "dt", "dd"),
    *("h1", "h2", "h3", "h4", "h5", "h6", "figure", "figcaption", "summary", "details", "img", "iframe", "article"),
]
_SAME = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "–": "-", "—": "-", "\N{NON-BREAKING HYPHEN}": "-"})


@dataclass
class Content:
    """What must not get lost."""

    words: Counter[str] = field(default_factory=Counter)
    links: Counter[str] = field(default_factory=Counter)
    outline: list[tuple[int, str]] = field(default_factory=list)
    list_items: int = 0

    def add_text(self, text: str) -> None:
        """Count words; quote marks around a word, dashes and case of quotes do not make a difference."""
        words = (word.strip("'\"") for word in text.replace("…", "...").translate(_SAME).split())
        self.words.update(word for word in words if word.strip("-"))

    def add_heading(self, level: int, text: str) -> None:
        """Count a heading: its place in the outline and its words."""
        self.outline.append((level, " ".join(text.translate(_SAME).split())))
        self.add_text(text)

    def add_html(self, html: str) -> None:
        """Count everything in a piece of HTML."""
        soup = BeautifulSoup(html, "lxml")
        for dropped in soup.find_all(["script", "style"]):
            dropped.extract()
        self.links.update(str(link["href"]) for link in soup.find_all("a", href=True))
        self.list_items += len(soup.find_all("li"))
        for heading in soup.find_all(["h1", "h2", "h3", "h4", "h5", "h6"]):
            self.outline.append((int(heading.name[1]), " ".join(heading.get_text().translate(_SAME).split())))
        for tag in soup.find_all(_BLOCKS):
            tag.insert_before(" ")
            tag.insert_after(" ")
        self.add_text(soup.get_text())


def content_of_jekyll(text: str) -> Content:
    """What a Jekyll page shows: title, lede and body."""
    _, matter, body = re.split(r"^---\s*$\n?", text, maxsplit=2, flags=re.MULTILINE)
    values = yaml.load(matter, Loader=yaml.CSafeLoader)
    content = Content()
    content.add_text(str(values["title"]))
    content.add_text(str(values.get("lede") or ""))
    headed = _INCLUDE.sub(lambda found: f"<h{found[1]}>{found[2]}</h{found[1]}>", body)
    markdown = MarkdownIt("commonmark", {"html": True, "typographer": True}).enable(["table", "smartquotes"])
    markdown.enable(["replacements", "strikethrough"])
    soup = BeautifulSoup(markdown.render(headed), "lxml")
    for contents in soup.select("nav.index-links"):
        contents.extract()
    content.add_html(str(soup))
    return content


def content_of_plain_text(text: str) -> Content:
    """What a plain text says: its first line is the title, numbered lines are list items."""
    content = Content()
    title, _, rest = text.partition("\n")
    content.add_text(title)
    rest = rest.replace("On this page:", "", 1)
    without_numbers, count = re.subn(r"^[ \t]+\d+\.[ \t]+", "", rest, flags=re.MULTILINE)
    content.list_items = count
    content.add_text(without_numbers)
    return content


def content_of_page(page: dict[str, Any]) -> Content:
    """What the API serves of a page: title, lede and body."""
    content = Content()
    content.add_text(page["title"])
    content.add_text(page["lede"])
    for block in page["body"]:
        _add_block(content, block)
    return content


def _add_block(content: Content, block: dict[str, Any]) -> None:
    value = block["value"]
    match block["type"]:
        case "section":
            content.add_heading(value["level"], value["heading"])
            for inner in value["content"]:
                _add_block(content, inner)
        case "rich_text":
            content.add_html(value)
        case "quote":
            content.add_text(f"{value['text']} {value['attribution']}")
        case "table":
            content.add_text(value["caption"])
            for row in value["rows"]:
                for cell in row:
                    content.add_html(cell)
        case "accordion":
            for item in value["items"]:
                content.add_text(item["title"])
                content.add_html(item["text"])
        case "facts":
            for fact in value["facts"]:
                content.add_text(fact["term"])
                content.add_html(fact["value"])
        case "code":
            content.add_text(value["code"])
        case "image":
            content.add_text(value["caption"])
        case "call_to_action":
            assert value["target"] is None, "the import never fills in a target"
        case "divider" | "video":
            pass
        case other:
            raise AssertionError(f"the import never makes a block of type {other}")


def differences(source: Content, page: Content) -> list[str]:
    """Every difference, one line each; empty when the page says what the source says."""
    found = [f"word lost: {word} ({count}×)" for word, count in sorted((source.words - page.words).items())]
    found += [f"word added: {word} ({count}×)" for word, count in sorted((page.words - source.words).items())]
    found += [f"link lost: {link} ({count}×)" for link, count in sorted((source.links - page.links).items())]
    found += [f"link added: {link} ({count}×)" for link, count in sorted((page.links - source.links).items())]
    if source.outline != page.outline:
        found.append(f"outline: {source.outline} became {page.outline}")
    if source.list_items != page.list_items:
        found.append(f"list items: {source.list_items} became {page.list_items}")
    return found
