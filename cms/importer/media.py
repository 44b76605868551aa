"""Pictures and embedded media of a source: what we can say about them without their files.

Nothing is fetched: an image becomes an image block without a file, a video its page on the other site.
Called by ``inline_html.py`` and ``html_blocks.py``.
"""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from bs4.element import Tag

from cms.importer.document import Image, Note, NoteKind, RichText, Video
from cms.importer.html_tree import attribute
from cms.importer.rich_text import clean, escape

__all__ = ["picture", "video"]

_ID = r"(?P<id>[\w-]+)/?\Z"
_PLAYERS = (
    (re.compile(r"(?:www\.)?youtube(?:-nocookie)?\.com/embed/" + _ID), "https://www.youtube.com/watch?v={}"),
    (re.compile(r"player\.vimeo\.com/video/" + _ID), "https://vimeo.com/{}"),
)


def picture(tag: Tag, notes: list[Note]) -> Image:
    """An ``<img>``; a person has to bring the file."""
    source = attribute(tag, "src")
    alt_text = " ".join(attribute(tag, "alt").split())
    missing = "" if alt_text else "; it has no alternative text either"
    notes.append(Note(NoteKind.PERSON, f"upload the image {source or '(no address)'} and choose it{missing}"))
    return Image(source=source, alt_text=alt_text)


def video(tag: Tag, notes: list[Note]) -> Video | RichText:
    """An ``<iframe>``: a video of a player that we know, else a link to what it shows."""
    source = attribute(tag, "src")
    title = " ".join(attribute(tag, "title").split())
    address = f"https:{source}" if source.startswith("//") else source
    try:
        parts = urlsplit(address)
    except ValueError:
        parts = urlsplit("")
    for player, page in _PLAYERS:
        if found := player.match(f"{parts.netloc}{parts.path}"):
            notes.append(Note(NoteKind.PERSON, f"check the video {address}: title and transcript"))
            return Video(url=page.format(found["id"]), title=title)
    notes.append(Note(NoteKind.PERSON, f"an embedded frame became a link: {address or '(none)'}"))
    if not address:
        return RichText("")
    return RichText(clean(f'<p><a href="{escape(address)}">{escape(title or address)}</a></p>'))
