"""Rules that every rendered page must keep: well-formed HTML, and the basics of accessibility that a parser can see.

``broken_rules`` is called by the tests beside this file. What needs a browser (contrast, focus, target size) was
checked with one; see ``docs/rendering.md``.
"""

from collections import Counter
from collections.abc import Iterator
from html.parser import HTMLParser

from bs4 import BeautifulSoup, Tag

__all__ = ["broken_rules"]

VOID = frozenset({"area", "base", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
SVG_SHAPES = frozenset({"circle", "path", "rect"})
BLOCKS = frozenset({"blockquote", "div", "dl", "figure", "form", "h2", "h3", "h4", "ol", "p", "section", "table", "ul"})


class _Nesting(HTMLParser):
    """Finds tags that are closed in the wrong order or never."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.problems: list[str] = []

    def handle_starttag(self, tag: str, attrs: object) -> None:
        if tag in BLOCKS and "p" in self.open:
            self.problems.append(f"<{tag}> at {self.getpos()} stands within a paragraph")
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: object) -> None:
        if tag not in VOID | SVG_SHAPES:
            self.problems.append(f"<{tag}/> at {self.getpos()} is no empty element")

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"</{tag}> at {self.getpos()} closes {self.open[-1:] or 'nothing'}")
        else:
            self.open.pop()


def broken_rules(html: str) -> list[str]:
    """What is wrong with ``html``, a whole document, in words; nothing when all rules are kept."""
    nesting = _Nesting()
    nesting.feed(html)
    soup = BeautifulSoup(html, "html.parser")
    return [
        *nesting.problems,
        *(f"<{tag}> is never closed" for tag in nesting.open),
        *_document(soup),
        *_headings(soup),
        *_identifiers(soup),
        *_names(soup),
        *_form_fields(soup),
        *_inline_code(soup),
    ]


def _document(soup: BeautifulSoup) -> Iterator[str]:
    if not html_starts_with_doctype(soup):
        yield "no doctype"
    if not (soup.html and soup.html.get("lang")):
        yield "no language"
    if not (soup.title and soup.title.get_text(strip=True)):
        yield "no title"
    if not soup.find("meta", attrs={"name": "viewport"}):
        yield "no viewport"
    for landmark in ("main", "body > header", "body > footer"):
        if len(soup.select(landmark)) != 1:
            yield f"not one <{landmark}>"
    first_link = soup.body.find("a") if soup.body else None
    if not isinstance(first_link, Tag) or first_link.get("href") != "#main":
        yield "the first link does not skip to the main content"
    labels = Counter(_name(soup, nav) for nav in soup.find_all("nav"))
    for label, count in labels.items():
        if not label or count > 1:
            yield f"{count} navigations are called {label!r}"


def html_starts_with_doctype(soup: BeautifulSoup) -> bool:
    """Whether the document says that it is HTML."""
    return str(next(iter(soup.contents), "")).lower() == "html"


def _headings(soup: BeautifulSoup) -> Iterator[str]:
    headings = soup.select("h1, h2, h3, h4, h5, h6")
    if len(soup.find_all("h1")) != 1:
        yield f"{len(soup.find_all('h1'))} first-level headings"
    before = 0
    for heading in headings:
        level = int(heading.name[1])
        if level > before + 1:
            yield f"{heading.name} {heading.get_text(strip=True)!r} follows a heading of level {before}"
        if not heading.get_text(strip=True):
            yield f"an empty {heading.name}"
        before = level


def _identifiers(soup: BeautifulSoup) -> Iterator[str]:
    ids = [str(tag["id"]) for tag in soup.find_all(id=True)]
    for identifier, count in Counter(ids).items():
        if count > 1:
            yield f"id {identifier!r} stands {count} times"
    for attribute in ("aria-labelledby", "aria-describedby", "for"):
        for tag in soup.find_all(attrs={attribute: True}):
            for identifier in str(tag[attribute]).split():
                if identifier not in ids:
                    yield f"{attribute} names {identifier!r}, which does not exist"
    for link in soup.select('a[href^="#"]'):
        if str(link["href"])[1:] not in ids:
            yield f"a link leads to {link['href']!r}, which does not exist"


def _names(soup: BeautifulSoup) -> Iterator[str]:
    for image in soup.find_all("img"):
        if not image.has_attr("alt"):
            yield f"no alt: {image}"
    for element in soup.select("a, button, summary"):
        if not _name(soup, element):
            yield f"no name: {element}"
        if element.name == "a" and not element.get("href"):
            yield f"a link without a target: {element}"
    for region in soup.select('section[aria-labelledby], [role="region"], [role="alert"]'):
        if not _name(soup, region):
            yield f"a region without a name: {region.name}"


def _form_fields(soup: BeautifulSoup) -> Iterator[str]:
    labelled = {str(label["for"]) for label in soup.select("label[for]")}
    for field in soup.select("input, select, textarea"):
        if field.get("type") in ("hidden", "submit"):
            continue
        if field.get("id") not in labelled:
            yield f"no label: {field}"
        group = soup.find_all("input", attrs={"name": field.get("name"), "type": ("radio", "checkbox")})
        if len(group) > 1 and not field.find_parent("fieldset"):
            yield f"no group: {field}"


def _inline_code(soup: BeautifulSoup) -> Iterator[str]:
    for script in soup.find_all("script"):
        if not script.get("src"):
            yield "an inline script"
    if soup.find("style"):
        yield "an inline style sheet"
    for tag in soup.find_all(True):
        for attribute in tag.attrs:
            if attribute == "style" or attribute.startswith("on"):
                yield f"{attribute} on <{tag.name}>"


def _name(soup: BeautifulSoup, tag: Tag) -> str:
    """The accessible name, as far as this project's templates give one."""
    if tag.get("aria-label"):
        return str(tag["aria-label"])
    if tag.get("aria-labelledby"):
        label = soup.find(id=str(tag["aria-labelledby"]))
        return label.get_text(" ", strip=True) if label else ""
    if tag.name in ("a", "button", "summary"):
        images = " ".join(str(image.get("alt", "")) for image in tag.find_all("img"))
        return f"{tag.get_text(' ', strip=True)} {images}".strip()
    return ""
