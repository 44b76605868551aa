"""A request that changes content keeps all of its writes or none."""

from collections.abc import Iterable
from types import ModuleType
from typing import Any

import pytest
import pytest_django
from django.contrib.auth import get_user_model
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import Collection, Page
from wagtail.signals import page_published, task_submitted

from cms.hookspecs import UrlPatterns, hookimpl
from pages.models import ContentPage
from tests.cms.failing_views import WRITTEN, committed
from tests.factories.pages import ContentPageFactory
from tests.factories.people import PASSWORD, AdministratorFactory, PersonFactory
from tests.factories.sites import default_home
from tests.plugins.installation import installed

pytestmark = pytest.mark.django_db


@pytest.fixture
def failing(settings: pytest_django.Settings) -> None:
    settings.ROOT_URLCONF = "tests.cms.failing_views"
    committed.clear()


def reading_at(prefix: str) -> ModuleType:
    """A plugin below whose address nothing is changed."""

    @hookimpl
    def url_patterns() -> Iterable[UrlPatterns]:
        yield UrlPatterns(prefix, (), only_reads=True)

    module = ModuleType("reading")
    vars(module)["url_patterns"] = url_patterns
    return module


def is_written() -> bool:
    return Collection.objects.filter(name=WRITTEN).exists()


def post(path: str, **data: Any) -> Any:
    return Client(raise_request_exception=False).post(path, data)


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize(
    "path", ["/ok/", "/moved/", "/refused/", "/caught/", "/api/ok/", "/api/moved/", "/api/caught/", "/api/kept/"]
)
def test_a_request_that_goes_well_or_says_so_is_kept(path: str, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        post(path)

    assert is_written()
    assert committed == [WRITTEN]


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/crash/", 500),
        ("/failed/", 500),
        ("/missing/", 404),
        ("/denied/", 403),
        ("/bad/", 400),
        ("/rendering/", 500),
        ("/api/crash/", 500),
        ("/api/failed/", 500),
        ("/api/missing/", 404),
        ("/api/refused/", 403),
        ("/api/framework/", 400),
    ],
)
def test_a_request_that_fails_leaves_nothing(path: str, status: int, django_capture_on_commit_callbacks: Any) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        response = post(path)

    assert response.status_code == status
    assert not is_written()
    assert committed == []


@pytest.mark.usefixtures("failing")
@pytest.mark.parametrize("path", ["/depth/", "/api/depth/"])
def test_only_unsafe_methods_open_a_transaction(path: str) -> None:
    client = Client()

    def depth(method: str) -> int:
        answer: int = getattr(client, method)(path).json()["depth"]
        return answer

    assert depth("get") == depth("options") == 0
    assert depth("post") == depth("put") == depth("patch") == depth("delete") == 1


@pytest.mark.usefixtures("failing")
def test_what_a_plugin_declares_to_be_only_read_opens_no_transaction() -> None:
    with installed(reading_at("api/depth/")):
        client = Client()
        depths = [client.post(path).json()["depth"] for path in ("/api/depth/", "/depth/")]

    assert depths == [0, 1]


@pytest.mark.usefixtures("failing")
def test_a_forged_request_writes_nothing() -> None:
    response = Client(enforce_csrf_checks=True).post("/form/")

    assert response.status_code == 403
    assert not is_written()


@pytest.mark.usefixtures("failing")
def test_a_method_that_is_not_allowed_writes_nothing() -> None:
    assert post("/safe/").status_code == 405
    assert not is_written()


@pytest.fixture
def administrator(client: Client) -> Client:
    client.force_login(AdministratorFactory())
    client.raise_request_exception = False
    return client


def publish(administrator: Client, title: str) -> Any:
    """Make and publish a page in the admin."""
    return administrator.post(
        reverse("wagtailadmin_pages:add", args=("pages", "contentpage", default_home().pk)),
        {
            "title": title,
            "slug": "new-page",
            "lede": "",
            "summary": "",
            "body-count": "0",
            "page_contacts-TOTAL_FORMS": "0",
            "page_contacts-INITIAL_FORMS": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-publish": "action-publish",
        },
    )


def test_publishing_in_the_admin_is_kept(administrator: Client) -> None:
    response = publish(administrator, "New page")

    assert response.status_code == 302
    page = ContentPage.objects.get(slug="new-page")
    assert page.live
    assert page.latest_revision is not None


def test_publishing_in_the_admin_leaves_nothing_when_a_receiver_fails(administrator: Client) -> None:
    def fail(**kwargs: Any) -> None:
        raise ZeroDivisionError

    page_published.connect(fail)
    try:
        response = publish(administrator, "New page")
    finally:
        page_published.disconnect(fail)

    assert response.status_code == 500
    assert not Page.objects.filter(slug="new-page").exists()
    assert Page.find_problems() == ([], [], [], [], [])


def test_a_form_with_mistakes_writes_nothing(administrator: Client) -> None:
    assert publish(administrator, "").status_code == 200
    assert not Page.objects.filter(slug="new-page").exists()


def test_an_action_without_permission_writes_nothing(client: Client) -> None:
    page = ContentPageFactory()
    client.force_login(PersonFactory(groups=["Content designers"]))

    client.post(reverse("wagtailadmin_pages:unpublish", args=(page.pk,)))

    page.refresh_from_db()
    assert page.live


def test_signing_in_is_kept(client: Client) -> None:
    person = AdministratorFactory()

    response = client.post(reverse("wagtailadmin_login"), {"username": person.username, "password": PASSWORD})

    assert response.status_code == 302
    assert client.get(reverse("wagtailadmin_home")).status_code == 200
    person.refresh_from_db()
    assert person.last_login is not None


def test_a_wrong_password_signs_nobody_in(client: Client) -> None:
    person = AdministratorFactory()

    response = client.post(reverse("wagtailadmin_login"), {"username": person.username, "password": "wrong"})

    assert response.status_code == 200
    assert client.get(reverse("wagtailadmin_home")).status_code == 302
    assert get_user_model().objects.get(pk=person.pk).last_login is None


@pytest.fixture
def mail_as_in_production(settings: pytest_django.Settings) -> None:
    """Django's test runner delivers every email at once."""
    settings.EMAIL_BACKEND = "cms.mail.AfterCommitBackend"


def submit(client: Client, page: Page) -> Any:
    """Submit a page to its workflow in the admin."""
    revision = page.save_revision()
    return client.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        {
            "title": page.title,
            "slug": page.slug,
            "lede": "Changed",
            "loaded_revision_id": revision.pk,
            "loaded_revision_created_at": revision.created_at.isoformat(),
            "summary": "",
            "body-count": "0",
            "page_contacts-TOTAL_FORMS": "0",
            "page_contacts-INITIAL_FORMS": "0",
            "comments-TOTAL_FORMS": "0",
            "comments-INITIAL_FORMS": "0",
            "action-submit": "action-submit",
        },
    )


@pytest.mark.usefixtures("mail_as_in_production")
def test_reviewers_hear_of_a_submission_once_it_is_kept(
    client: Client, django_capture_on_commit_callbacks: Any
) -> None:
    reviewer = PersonFactory(groups=["Reviewers"])
    page = ContentPageFactory()
    client.force_login(PersonFactory(groups=["Content designers"]))

    with django_capture_on_commit_callbacks(execute=False) as callbacks:
        response = submit(client, page)
        assert response.status_code == 302
        assert mail.outbox == []
    for callback in callbacks:
        callback()

    assert page.workflow_states.count() == 1
    assert [reviewer.email] in [message.to for message in mail.outbox]


@pytest.mark.usefixtures("mail_as_in_production")
def test_nobody_hears_of_a_submission_that_fails(client: Client, django_capture_on_commit_callbacks: Any) -> None:
    PersonFactory(groups=["Reviewers"])
    page = ContentPageFactory()
    client.force_login(PersonFactory(groups=["Content designers"]))
    client.raise_request_exception = False

    def fail(**kwargs: Any) -> None:
        raise ZeroDivisionError

    task_submitted.connect(fail)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            response = submit(client, page)
    finally:
        task_submitted.disconnect(fail)

    assert response.status_code == 500
    assert page.workflow_states.count() == 0
    assert mail.outbox == []
