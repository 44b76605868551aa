"""Who asks for the renditions of an image, when, and how often. The tests' queue keeps what it is given."""

import datetime
from typing import Any

import pytest
import pytest_django
from django.core.management import call_command
from django.utils import timezone
from django_tasks import task_backends
from wagtail.images.models import Filter

from blocks.renditions import missing_filters, rendition_references
from cms.media.models import CustomImage, Rendition
from cms.media.tasks import PATIENCE, prepare_images_of_page, prepare_images_task
from cms.plugins.testing.client import ApiClient
from tests.factories.media import ImageFactory, PreparedImageFactory, picture
from tests.factories.pages import ContentPageFactory, ProgramPageFactory, section

pytestmark = pytest.mark.django_db

Commit = pytest_django.DjangoCaptureOnCommitCallbacks


@pytest.fixture(autouse=True)
def queue() -> Any:
    """The tasks that were handed over, oldest first."""
    backend: Any = task_backends["background"]
    backend.clear()
    yield backend.results
    backend.clear()


@pytest.fixture(params=["v2", "v3"])
def api(request: pytest.FixtureRequest) -> ApiClient:
    return ApiClient(request.param)


def asked_for(queue: Any) -> list[list[int]]:
    """The images of each task, oldest first."""
    return [result.args[0] for result in queue if result.task == prepare_images_task]


def image_page(*images: Any) -> Any:
    return ContentPageFactory(
        title=f"{len(images)} pictures",
        body=[section("Pictures", *({"type": "image", "value": {"image": image.pk}} for image in images))],
    )


def test_an_upload_is_asked_for_when_it_is_committed(queue: Any, django_capture_on_commit_callbacks: Commit) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        image = ImageFactory()
        assert asked_for(queue) == []

    assert asked_for(queue) == [[image.pk]]


@pytest.mark.parametrize("change", ["file", "focal point"])
def test_what_changes_the_look_is_asked_for_anew(
    queue: Any, django_capture_on_commit_callbacks: Commit, change: str
) -> None:
    image = ImageFactory()
    CustomImage.objects.update(renditions_asked_at=timezone.now())
    if change == "file":
        image.file = picture(80, 40)
    else:
        image.focal_point_x, image.focal_point_y, image.focal_point_width, image.focal_point_height = 5, 5, 4, 4

    with django_capture_on_commit_callbacks(execute=True):
        image.save()

    assert asked_for(queue) == [[image.pk]]


def test_saving_what_does_not_show_asks_for_nothing(queue: Any, django_capture_on_commit_callbacks: Commit) -> None:
    image = ImageFactory()

    with django_capture_on_commit_callbacks(execute=True):
        image.save(update_fields=["title", "file_size"])

    assert asked_for(queue) == []


def test_saving_the_file_alone_keeps_its_colour() -> None:
    image = ImageFactory()
    image.file = picture(colour="blue")
    image.save(update_fields=["file"])

    assert CustomImage.objects.get(pk=image.pk).color == "#0000ff"


def test_a_published_page_has_its_images_prepared(queue: Any, django_capture_on_commit_callbacks: Commit) -> None:
    shown, social, other = ImageFactory(), ImageFactory(), ImageFactory()
    page = image_page(shown)
    page.social_image = social

    with django_capture_on_commit_callbacks(execute=True):
        page.save_revision().publish()

    [task] = [result for result in queue if result.task == prepare_images_of_page]
    task.task.call(*task.args)
    assert missing_filters(CustomImage.objects.get(pk=shown.pk)) == []
    assert missing_filters(CustomImage.objects.get(pk=social.pk)) == []
    assert not other.renditions.exists()


def test_a_page_that_is_gone_is_no_error() -> None:
    prepare_images_of_page.call(987654)


def test_an_answer_goes_out_with_what_there_is_and_asks_for_the_rest_once(api: ApiClient, queue: Any) -> None:
    images = [ImageFactory() for _number in range(3)]
    page = image_page(*images)

    first = api.page(page)
    again = api.page(page)
    api.json(f"images/{images[0].pk}/")

    assert asked_for(queue) == [[image.pk for image in images]]
    assert not Rendition.objects.exists()
    assert first == again


def test_when_they_are_made_the_next_answer_has_them(api: ApiClient, queue: Any) -> None:
    image = ImageFactory()
    page = ProgramPageFactory(social_image=image)
    before = api.page(page)["social_image"]["renditions"]["card"]

    [ids] = asked_for(queue)
    prepare_images_task.call(ids)

    after = api.page(page)["social_image"]["renditions"]["card"]
    assert before["srcset"]["avif"] is None
    assert after["srcset"]["avif"].endswith(".avif 64w")
    assert len(asked_for(queue)) == 1


def test_an_image_with_all_renditions_is_never_asked_for(api: ApiClient, queue: Any) -> None:
    api.page(ProgramPageFactory(social_image=PreparedImageFactory()))

    assert queue == []


def test_who_got_no_answer_asks_again_after_a_while(api: ApiClient, queue: Any) -> None:
    page = ProgramPageFactory(social_image=ImageFactory())
    api.page(page)
    CustomImage.objects.update(renditions_asked_at=timezone.now() - PATIENCE - datetime.timedelta(seconds=1))

    api.page(page)

    assert len(asked_for(queue)) == 2


def test_a_file_that_cannot_be_read_is_not_tried_at_every_request(api: ApiClient, queue: Any) -> None:
    image = ImageFactory()
    image.file.storage.delete(image.file.name)
    page = ProgramPageFactory(social_image=image)

    for _number in range(3):
        api.page(page)
        for ids in asked_for(queue):
            prepare_images_task.call(ids)

    assert len(asked_for(queue)) == 1


def test_outside_of_a_request_nothing_is_asked_for(queue: Any) -> None:
    rendition_references(ImageFactory())

    assert queue == []


def test_a_queue_that_is_down_fails_no_request(
    api: ApiClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(*_args: object) -> None:
        raise OSError("the queue is down")

    monkeypatch.setattr(task_backends["background"], "enqueue", refuse)

    assert api.page(ProgramPageFactory(social_image=ImageFactory()))["social_image"] is not None
    assert "cannot be asked for" in caplog.text


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_the_worker_prepares_what_the_database_keeps_for_it(settings: pytest_django.Settings) -> None:
    settings.TASKS = {**settings.TASKS, "background": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    image = ImageFactory()
    assert not Rendition.objects.exists()

    call_command("db_worker", "--backend=background", "--batch", "--no-startup-delay")

    assert missing_filters(CustomImage.objects.get(pk=image.pk)) == []
    assert CustomImage.objects.get(pk=image.pk).renditions_asked_at is None


def test_only_what_is_missing_is_made(queue: Any) -> None:
    image = ImageFactory()
    image.create_rendition(Filter("width-960"))
    kept = Rendition.objects.get()

    prepare_images_task.call([image.pk])

    assert Rendition.objects.get(filter_spec="width-960") == kept
