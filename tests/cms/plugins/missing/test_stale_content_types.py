"""Content types without a model are kept as long as anything needs them."""

from io import StringIO

import pytest
from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Revision
from wagtail.test.utils.form_data import querydict_from_html

pytestmark = pytest.mark.django_db


def cleaned() -> str:
    output = StringIO()
    call_command("remove_stale_contenttypes", interactive=False, stdout=output)
    return output.getvalue()


def test_what_pages_and_revisions_need_is_kept(workshop: Page) -> None:
    told = cleaned()

    assert "Kept gone_plugin.workshoppage: needed by" in told
    assert "1 page" in told
    assert "2 revisions" in told
    assert Page.objects.filter(pk=workshop.pk).exists()
    assert Revision.objects.filter(object_id=str(workshop.pk)).count() == 2


def test_what_nothing_needs_is_deleted() -> None:
    stale = ContentType.objects.create(app_label="gone_plugin", model="nothing")
    Permission.objects.create(content_type=stale, codename="add_nothing", name="Can add nothing")

    assert "Deleted gone_plugin.nothing." in cleaned()
    assert not ContentType.objects.filter(pk=stale.pk).exists()


def test_a_group_keeps_its_permissions_when_it_is_saved_and_when_types_are_cleaned(admin: Client) -> None:
    trainer = ContentType.objects.create(app_label="gone_plugin", model="trainer")
    permission = Permission.objects.create(content_type=trainer, codename="add_trainer", name="Can add trainer")
    group = Group.objects.create(name="Trainers")
    group.permissions.add(permission)
    url = reverse("wagtailusers_groups:edit", args=[group.pk])
    html = admin.get(url).content.decode()
    form = querydict_from_html(html, form_index=0)
    saved = admin.post(url, {**form.dict(), "name": "All trainers"})

    assert saved.status_code == 302
    assert "Kept gone_plugin.trainer: needed by 1 permissions that somebody has" in cleaned()
    group.refresh_from_db()
    assert group.name == "All trainers"
    assert list(group.permissions.all()) == [permission]
