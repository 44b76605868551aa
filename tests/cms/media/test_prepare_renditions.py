"""``manage.py prepare_renditions``."""

from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from blocks.renditions import missing_filters
from cms.media.models import CustomImage, Rendition
from tests.factories.media import ImageFactory, PreparedImageFactory

pytestmark = pytest.mark.django_db


def run(**options: Any) -> str:
    output = StringIO()
    call_command("prepare_renditions", stdout=output, stderr=output, **options)
    return output.getvalue()


def test_it_makes_what_is_missing_and_says_how_much() -> None:
    PreparedImageFactory()
    image = ImageFactory()
    before = Rendition.objects.count()

    said = run()

    assert missing_filters(CustomImage.objects.get(pk=image.pk)) == []
    assert said == f"Made {Rendition.objects.count() - before} renditions of 1 images; 2 in all.\n"
    assert run() == "Made 0 renditions of 0 images; 2 in all.\n"


def test_a_dry_run_only_counts() -> None:
    image = ImageFactory()

    said = run(dry_run=True)

    assert said == f"{len(missing_filters(image))} renditions are missing, of 1 images.\n"
    assert not Rendition.objects.exists()


def test_a_file_that_cannot_be_read_is_named_and_the_rest_is_made() -> None:
    broken, sound = ImageFactory(title="Broken"), ImageFactory()
    Path(broken.file.path).unlink()
    output = StringIO()

    with pytest.raises(CommandError, match=r"1 images cannot be prepared\."):
        call_command("prepare_renditions", stdout=output, stderr=output)

    assert f"Image {broken.pk} (Broken): " in output.getvalue()
    assert missing_filters(CustomImage.objects.get(pk=sound.pk)) == []
