"""Videos: a link to where they play, and their transcript.

Nothing is loaded from another site until a reader follows the link; a frontend that wants to embed gets the provider
and the video's id.
"""

import re
from typing import Any, Literal
from urllib.parse import parse_qs, urlsplit

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from typing_extensions import TypedDict
from wagtail.blocks import CharBlock, StructBlock, StructValue, URLBlock

from blocks import groups
from blocks.rich_text import PublicText, RichTextBlock, to_public_text

__all__ = ["VIDEO_FILE_TYPES", "VideoBlock", "VideoData", "VideoProvider", "provider_of", "validate_video_url"]

VideoProvider = Literal["youtube", "vimeo", "file"]

VIDEO_FILE_TYPES = (".mp4", ".m4v", ".webm", ".ogv")

_YOUTUBE_HOSTS = {"youtube.com", "www.youtube.com", "m.youtube.com", "youtube-nocookie.com", "www.youtube-nocookie.com"}
_YOUTUBE_PATH = re.compile(r"/(?:embed|live|shorts|v)/([\w-]{6,20})/?")
_YOUTUBE_ID = re.compile(r"[\w-]{6,20}")
_VIMEO_PATH = re.compile(r"/(?:video/|channels/[\w-]+/|groups/[\w-]+/videos/)?(\d+)(?:/[0-9a-f]+)?/?")


class VideoData(TypedDict):
    """A video in the API. ``video_id`` is the provider's (``null`` for a file). Without a ``provider`` the address is
    none that we know how to name.
    """

    url: str
    provider: VideoProvider | None
    video_id: str | None
    title: str
    transcript: PublicText


def provider_of(url: str) -> tuple[VideoProvider, str | None] | None:
    """Provider and video id of ``url``; ``None`` when it is no video that we know how to name.

    >>> provider_of("https://youtu.be/dQw4w9WgXcQ")
    ('youtube', 'dQw4w9WgXcQ')
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    host = parts.hostname or ""
    if parts.scheme != "https":
        return None
    if host in _YOUTUBE_HOSTS:
        found = _YOUTUBE_PATH.fullmatch(parts.path)
        candidate = found[1] if found else parse_qs(parts.query).get("v", [""])[0]
        return ("youtube", candidate) if _YOUTUBE_ID.fullmatch(candidate) else None
    if host == "youtu.be":
        candidate = parts.path.strip("/")
        return ("youtube", candidate) if _YOUTUBE_ID.fullmatch(candidate) else None
    if host in {"vimeo.com", "www.vimeo.com", "player.vimeo.com"}:
        found = _VIMEO_PATH.fullmatch(parts.path)
        return ("vimeo", found[1]) if found else None
    return ("file", None) if host and parts.path.lower().endswith(VIDEO_FILE_TYPES) else None


def validate_video_url(url: str) -> None:
    """Refuse what is no video on YouTube or Vimeo and no video file."""
    if url and provider_of(url) is None:
        raise ValidationError(
            _("Give the address of a video on YouTube or Vimeo, or of a video file (%(types)s), with https."),
            params={"types": ", ".join(VIDEO_FILE_TYPES)},
        )


class VideoValue(StructValue):
    """The value of a video block."""

    @property
    def provider_name(self) -> str:
        """Where the link leads, for readers."""
        provider = provider_of(self["url"] or "")
        return {"youtube": "YouTube", "vimeo": "Vimeo"}.get(provider[0], "") if provider else ""


class VideoBlock(StructBlock):
    """A video with its title and transcript."""

    url = URLBlock(
        label=_("Address"),
        validators=[validate_video_url],
        help_text=_("The video’s page on YouTube or Vimeo, or a video file."),
    )
    title = CharBlock(
        label=_("Title"), max_length=255, help_text=_("What the video shows. It becomes the link’s text.")
    )
    transcript = RichTextBlock(
        label=_("Transcript"),
        help_text=_("All that is said, and what is shown without being said. For people who cannot hear or see it."),
    )

    def get_api_representation(self, value: Any, context: dict[str, Any] | None = None) -> VideoData:
        """See ``VideoData``."""
        provider, video_id = provider_of(value["url"] or "") or (None, None)
        return VideoData(
            url=value["url"] or "",
            provider=provider,
            video_id=video_id,
            title=value["title"] or "",
            transcript=to_public_text(value["transcript"]),
        )

    class Meta:
        label = _("Video")
        icon = "media"
        group = groups.MEDIA
        template = "blocks/video.html"
        value_class = VideoValue
        label_format = "{title}"
        description = _("A link to a video, with its transcript on the page. Nothing loads from the video’s site.")
        preview_value = {
            "url": "https://vimeo.com/76979871",
            "title": "A morning with the service design community",
            "transcript": "<p>Good morning, and welcome. We start with a round of names.</p>",
        }
