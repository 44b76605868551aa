"""Pictures and embedded media of a source: what we can say about them without their files.

Nothing is fetched: an image becomes an image block without a file, a video its page on the other site.
Called by ``inline_html.py`` and ``html_blocks.py``.
"""

from __future__ import annotations

import html
import re

from bs4.element import Tag

from blocks.video import provider_of
from cms.importer.document import Image, Note, NoteKind, RichText, Video
from cms.importer.html_tree import attribute
from cms.importer.rich_text import clean, escape

__all__ = ["picture", "video"]

_PAGES = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}"}


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
    # Players answer on https too, and only that is a video to our block.
    address = re.sub(r"\A(?:http:)?//", "https://", source)
    if found := provider_of(address):
        provider, video_id = found
        notes.append(Note(NoteKind.PERSON, f"add title and transcript of the video {address}"))
        return Video(url=_PAGES[provider].format(video_id) if provider in _PAGES else address, title=title)
    notes.append(Note(NoteKind.PERSON, f"an embedded frame became a link: {source or '(no address)'}"))
    if not source:
        return RichText("")
    return RichText(clean(f'<p><a href="{html.escape(source)}">{escape(title or source)}</a></p>'))
