"""The small form right after an upload does not overwrite what somebody else has saved of the file."""

from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import QueryDict
from django.urls import reverse
from wagtail.documents import get_document_model
from wagtail.images import get_image_model

from tests.cms.edits.editors import Editor, editor, sent_by
from tests.factories.media import ImageFactory
from tests.factories.people import AdministratorFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(params=["wagtailimages", "wagtaildocs"])
def kind(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def uploaded(mine: Editor, kind: str) -> tuple[Any, str, QueryDict]:
    """A new file, the prefix of its small form, and what that form sends."""
    model: Any = get_image_model() if kind == "wagtailimages" else get_document_model()
    content = ImageFactory.build().file.read() if kind == "wagtailimages" else b"a,b"
    file = SimpleUploadedFile("new.png" if kind == "wagtailimages" else "new.csv", content)
    answer = mine.client.post(reverse(f"{kind}:add_multiple"), {"title": "New", "files[]": file}).json()
    assert answer["success"], answer
    made = model.objects.latest("pk")
    prefix = f"{'image' if kind == 'wagtailimages' else 'doc'}-{made.pk}"
    return made, prefix, sent_by(answer["form"], f"edits-upload-{prefix}")


def send(mine: Editor, kind: str, made: Any, data: QueryDict, **typed: str) -> Any:
    data = data.copy()
    for name, value in typed.items():
        data[name] = value
    return mine.client.post(reverse(f"{kind}:edit_multiple", args=[made.pk]), data.dict()).json()


def test_who_is_alone_saves(kind: str) -> None:
    mine = editor(AdministratorFactory())
    made, prefix, data = uploaded(mine, kind)

    assert send(mine, kind, made, data, **{f"{prefix}-title": "Mine"})["success"]

    made.refresh_from_db()
    assert made.title == "Mine"


def test_what_somebody_has_saved_is_not_overwritten_unseen(kind: str) -> None:
    mine = editor(AdministratorFactory())
    other = editor(AdministratorFactory(first_name="Ada", last_name="Lovelace"))
    made, prefix, data = uploaded(mine, kind)
    other.open(reverse(f"{kind}:edit", args=[made.pk])).save(title="Theirs")

    refused = send(mine, kind, made, data, **{f"{prefix}-title": "Mine"})

    made.refresh_from_db()
    assert (refused["success"], made.title) == (False, "Theirs")
    assert "Ada Lovelace has saved this" in refused["form"]
    assert 'value="Mine"' in refused["form"]
    assert reverse(f"{kind}:edit", args=[made.pk]) in refused["form"]

    again = sent_by(refused["form"], f"edits-upload-{prefix}")
    assert not send(mine, kind, made, again)["success"]  # the box is not ticked
    box = refused["form"].partition('name="edits_save_over" value="')[2].partition('"')[0]
    assert send(mine, kind, made, again, edits_save_over=box)["success"]
    made.refresh_from_db()
    assert made.title == "Mine"
