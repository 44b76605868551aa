"""Two people edit what the plugin brings: nothing of the plugin says so, and no save overwrites another one unseen."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.test import Client
from everything.models import CourseSettings, Notice, Term
from wagtail.models import Site

pytestmark = pytest.mark.django_db


def term() -> tuple[Any, str, str]:
    made = Term.objects.create(name="Skill")
    return made, f"/admin/snippets/everything/term/edit/{made.pk}/", "name"


def settings_of_a_site() -> tuple[Any, str, str]:
    site = Site.objects.get(is_default_site=True)
    made = CourseSettings.objects.create(site=site)
    return made, f"/admin/settings/everything/coursesettings/{site.pk}/", "enrolment_url"


def notice() -> tuple[Any, str, str]:
    made = Notice.objects.create(text="As it was")
    return made, f"/admin/notices/edit/{made.pk}/", "text"


@pytest.mark.parametrize("make", [term, settings_of_a_site, notice])
@pytest.mark.usefixtures("site")
def test_a_stale_save_is_refused_until_it_is_made_on_purpose(admin: Client, make: Any) -> None:
    made, url, field = make()
    other = Client()
    other.force_login(get_user_model().objects.create_superuser("ada", first_name="Ada", last_name="Lovelace"))
    forms = [{"edits_opened": opened(client.get(url))} for client in (admin, other)]
    ours, theirs = "https://example.org/ours", "https://example.org/theirs"
    assert other.post(url, {**forms[1], field: theirs}).status_code == 302

    refused = admin.post(url, {**forms[0], field: ours})

    assert refused.status_code == 200
    assert "Ada Lovelace has saved this" in refused.content.decode()
    assert ours in refused.content.decode()
    made.refresh_from_db()
    assert getattr(made, field) == theirs
    over = soup(refused).find(attrs={"name": "edits_save_over"})["value"]
    assert admin.post(url, {**forms[0], field: ours, "edits_save_over": over}).status_code == 302
    made.refresh_from_db()
    assert getattr(made, field) == ours


def opened(response: Any) -> str:
    value: str = soup(response).find(attrs={"name": "edits_opened"})["value"]
    return value


def soup(response: Any) -> Any:
    return BeautifulSoup(response.content.decode(), "html.parser")
