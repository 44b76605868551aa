"""Videos: links with a transcript, and nothing from another site."""

from typing import Any

import pytest

from blocks.video import provider_of
from tests.blocks.bodies import errors_of, in_api, in_html


def video(url: str, **fields: Any) -> dict[str, Any]:
    return {"url": url, "title": "A morning", "transcript": "<p>Good morning.</p>", **fields}


@pytest.mark.parametrize(
    ("url", "provider"),
    [
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ&t=10", ("youtube", "dQw4w9WgXcQ")),
        ("https://youtu.be/dQw4w9WgXcQ?si=abc", ("youtube", "dQw4w9WgXcQ")),
        ("https://m.youtube.com/shorts/dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ", ("youtube", "dQw4w9WgXcQ")),
        ("https://vimeo.com/76979871", ("vimeo", "76979871")),
        ("https://vimeo.com/76979871/1a2b3c", ("vimeo", "76979871")),
        ("https://player.vimeo.com/video/76979871", ("vimeo", "76979871")),
        ("https://media.example.org/talks/Opening.MP4", ("file", None)),
        ("http://www.youtube.com/watch?v=dQw4w9WgXcQ", None),
        ("https://www.youtube.com/@channel", None),
        ("https://www.youtube.com/watch?v=", None),
        ("https://youtube.com.example.org/watch?v=dQw4w9WgXcQ", None),
        ("https://vimeo.com/channels/staffpicks", None),
        ("https://www.example.org/page.html", None),
        ("javascript:alert(1)//.mp4", None),
        ("https://[broken/a.mp4", None),
        ("", None),
    ],
)
def test_only_known_providers_and_video_files_are_videos(url: str, provider: tuple[str, str | None] | None) -> None:
    assert provider_of(url) == provider


@pytest.mark.django_db
class TestVideoBlock:
    def test_the_api_tells_the_provider_and_its_id(self) -> None:
        assert in_api("video", video("https://youtu.be/dQw4w9WgXcQ")) == {
            "url": "https://youtu.be/dQw4w9WgXcQ",
            "provider": "youtube",
            "video_id": "dQw4w9WgXcQ",
            "title": "A morning",
            "transcript": "<p>Good morning.</p>",
        }

    def test_a_video_of_an_unknown_site_has_no_provider(self) -> None:
        assert in_api("video", video("https://www.example.org/"))["provider"] is None

    def test_the_page_links_to_the_video_and_loads_nothing_from_it(self) -> None:
        html = in_html("video", video("https://youtu.be/dQw4w9WgXcQ"))

        assert html.a["href"] == "https://youtu.be/dQw4w9WgXcQ"
        assert html.a.get_text() == "Watch “A morning” on YouTube"
        assert html.select("iframe, video, img, script, link") == []

    def test_the_transcript_opens_without_scripts(self) -> None:
        html = in_html("video", video("https://media.example.org/a.webm"))

        assert html.select_one("details > summary").get_text() == "Transcript of “A morning”"
        assert html.select_one("details > .rich-text").get_text() == "Good morning."

    @pytest.mark.parametrize(
        ("fields", "problem"),
        [({"title": ""}, "title"), ({"transcript": ""}, "transcript"), ({"url": "https://www.example.org/"}, "url")],
    )
    def test_address_title_and_transcript_are_required(self, fields: dict[str, str], problem: str) -> None:
        value = video("https://vimeo.com/1") | fields

        assert list(errors_of("video", value)["blockErrors"]) == [problem]
