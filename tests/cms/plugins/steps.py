"""The steps that the processes of ``two_processes`` take: what editors do, and what is stored then.

Each works in a process with the plugin and in one without it. Editors' steps go through the views of the admin and of
the API, with the form as a browser sends it.
"""

import datetime
import json
from io import StringIO
from typing import Any

from django.contrib.auth import get_user_model
from django.contrib.contenttypes.models import ContentType
from django.core.management import call_command
from django.db import connection
from django.test import Client, override_settings
from django.urls import reverse
from django.utils import timezone
from wagtail.blocks import ListBlock, StreamBlock, StructBlock
from wagtail.models import Locale, Page, Revision, Workflow
from wagtail.test.utils.form_data import querydict_from_html

from cms.delivery.afresh import ask
from cms.delivery.build import build
from cms.delivery.models import StoredAnswer
from cms.handlers import own_handler
from cms.ledger.head import latest_number
from tests.factories.media import ImageFactory
from tests.factories.pages import ContentPageFactory, IndexPageFactory
from tests.factories.people import AdministratorFactory
from tests.factories.sites import default_home
from tests.factories.tokens import EVERY_SCOPE, make_token

ADMINISTRATOR = "administrator"


def set_up() -> dict[str, int]:
    """An administrator, a section to move pages into, a second language, and what the plugin's blocks refer to."""
    AdministratorFactory(username=ADMINISTRATOR)
    default_home()
    Locale.objects.get_or_create(language_code="fr")
    return {
        "section": IndexPageFactory(title="Section", slug="section").pk,
        "picture": ImageFactory().pk,
        "target": ContentPageFactory(title="Target", slug="target").pk,
    }


def create_page(slug: str, body: list[Any]) -> int:
    """A live page of ours with ``body``, which is stored as it is."""
    page: Page = ContentPageFactory(title=slug, slug=slug, body=body)
    page.save_revision(user=_administrator()).publish()
    return int(page.pk)


def create_workshop(slug: str, body: list[Any]) -> dict[str, int]:
    """A live page of the plugin's type with two rows and a draft, a page of ours below it, and the snippet it names."""
    from removable.models import Trainer, WorkshopPage, WorkshopSession

    trainer = Trainer(name="Ada")
    trainer.save()
    trainer.save_revision(user=_administrator()).publish()
    page = WorkshopPage(title="Workshop", slug=slug, room="R 1", trainer=trainer, body=json.dumps(body))
    page.sessions = [WorkshopSession(subject="Morning"), WorkshopSession(subject="Afternoon")]
    default_home().add_child(instance=page)
    page.save_revision(user=_administrator()).publish()
    child = ContentPageFactory(parent=Page.objects.get(pk=page.pk), title="Below", slug="below")
    return {"workshop": page.pk, "trainer": trainer.pk, "below": child.pk}


def edit_trainer(trainer: int, name: str, action: str = "") -> None:
    """Change the snippet in the admin."""
    from removable.models import Trainer

    url = reverse(Trainer.snippet_viewset.get_url_name("edit"), args=[trainer])
    client = _browser()
    form = querydict_from_html(client.get(url).content.decode(), form_id="w-editor-form").dict()
    answer = client.post(url, {**form, "name": name, **({f"action-{action}": "1"} if action else {})})
    assert answer.status_code == 302, answer.context["form"].errors


def set_social_image(page: int, image: int) -> None:
    """Give the page of the plugin's type an image."""
    specific = Page.objects.get(pk=page).specific
    specific.social_image_id = image
    specific.save()


def social_image_of(page: int) -> int:
    """The image of the page, which is there."""
    return int(Page.objects.get(pk=page).specific.social_image.pk)


def delete_image(image: int, way: str) -> tuple[int, str]:
    """Delete an image in the admin or through the API. The status at the end, and what is told."""
    if way == "admin":
        answer = _browser().post(reverse("wagtailimages:delete", args=[image]), follow=True)
    else:
        answer = _caller().delete(f"/api/v3/images/{image}/")
    return answer.status_code, answer.content.decode()


def publicly(path: str) -> int:
    """The status that a reader gets."""
    return Client().get(path).status_code


def url_path_of(page: int) -> str:
    """Where the page is."""
    return str(Page.objects.get(pk=page).url_path)


def edit(page: int, action: str = "", change: str = "", **fields: Any) -> None:
    """Open the editor, change ``fields``, and press a button. ``change`` is what is done to the blocks."""
    client, url = _browser(), reverse("wagtailadmin_pages:edit", args=[page])
    form = querydict_from_html(client.get(url).content.decode(), form_id="page-edit-form").dict()
    body = Page.objects.get(pk=page).get_latest_revision_as_object().body
    form |= _changed(_flat(body.stream_block, body.stream_block.get_form_state(body), "body"), change)
    answer = client.post(url, {**form, **fields, **({f"action-{action}": "1"} if action else {})})
    assert answer.status_code == 302, answer.context["form"].errors if answer.context else answer.content


def patch(page: int, **fields: Any) -> None:
    """Change ``fields`` through the API."""
    kind = Page.objects.get(pk=page).specific_class._meta.label
    answer = _caller().patch(f"/api/v3/pages/{page}/", {**fields, "meta": {"type": kind}}, "application/json")
    assert answer.status_code == 200, answer.content


def copy(page: int, slug: str) -> int:
    """Copy the page in the admin."""
    url = reverse("wagtailadmin_pages:copy", args=[page])
    form = {"new_title": slug, "new_slug": slug, "new_parent_page": Page.objects.get(pk=page).get_parent().pk}
    assert _browser().post(url, {**form, "publish_copies": "on"}).status_code == 302
    return int(Page.objects.get(slug=slug).pk)


def move(page: int, section: int) -> None:
    """Move the page in the admin."""
    assert _browser().post(reverse("wagtailadmin_pages:move_confirm", args=[page, section])).status_code == 302
    assert Page.objects.get(pk=page).get_parent().pk == section


def reorder(page: int, before: int) -> None:
    """Put the page before another one below the same parent."""
    Page.objects.get(pk=page).move(Page.objects.get(pk=before), pos="left")


def translate(page: int) -> int:
    """Copy the page for the second language."""
    source = Page.objects.get(pk=page).specific
    return int(source.copy_for_translation(Locale.objects.get(language_code="fr"), copy_parents=True).pk)


def make_alias(page: int, slug: str) -> int:
    """Make an alias of the page."""
    return int(Page.objects.get(pk=page).specific.create_alias(update_slug=slug).pk)


def schedule(page: int) -> None:
    """Schedule the latest draft for a moment ago, and run the schedule."""
    past = timezone.now() - datetime.timedelta(minutes=1)
    latest = Page.objects.get(pk=page).get_latest_revision()
    Revision.objects.filter(pk=latest.pk).update(approved_go_live_at=past)
    call_command("publish_scheduled", verbosity=0)
    latest.refresh_from_db()
    assert latest.approved_go_live_at is None


def revert(page: int, number: int = 0) -> None:
    """Go back to an earlier revision in the admin, and save it as a draft."""
    revision = Page.objects.get(pk=page).revisions.order_by("pk")[number]
    client, url = _browser(), reverse("wagtailadmin_pages:revisions_revert", args=[page, revision.pk])
    html = client.get(url).content.decode()
    form = querydict_from_html(html, form_id="page-edit-form").dict()
    body = revision.as_object().body
    form |= _flat(body.stream_block, body.stream_block.get_form_state(body), "body")
    edit_url = reverse("wagtailadmin_pages:edit", args=[page])
    assert client.post(edit_url, {**form, "revision": revision.pk}).status_code == 302


def compare(page: int) -> None:
    """Look at the differences between the first and the latest version."""
    url = reverse("wagtailadmin_pages:revisions_compare", args=[page, "earliest", "latest"])
    assert _browser().get(url).status_code == 200


def unpublish(page: int) -> None:
    """Unpublish the page in the admin."""
    assert _browser().post(reverse("wagtailadmin_pages:unpublish", args=[page])).status_code == 302


def publish_in_bulk(page: int) -> None:
    """Publish the latest draft by a bulk action."""
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    assert _browser().post(f"{url}?id={page}").status_code == 302
    assert Page.objects.get(pk=page).live


def submit(page: int) -> None:
    """Submit the page for moderation."""
    Workflow.objects.get(pk=Page.objects.get(pk=page).specific.get_workflow().pk).start(
        Page.objects.get(pk=page).specific, _administrator()
    )


def act(page: int, action: str) -> None:
    """Approve or reject the page where it waits."""
    state = Page.objects.get(pk=page).current_workflow_state.current_task_state
    url = reverse("wagtailadmin_pages:workflow_action", args=[page, action, state.pk])
    assert _browser().post(url, {"comment": ""}).status_code == 302


def look_around(page: int) -> None:
    """Open every screen of the page, and run what is run now and then."""
    client = _browser()
    parent = Page.objects.get(pk=page).get_parent().pk
    for address in [
        reverse("wagtailadmin_home"),
        reverse("wagtailadmin_explore", args=[parent]),
        reverse("wagtailadmin_explore", args=[page]),
        *(
            reverse(f"wagtailadmin_pages:{name}", args=[page])
            for name in ("edit", "history", "usage", "move", "unpublish", "set_privacy", "workflow_history")
        ),
    ]:
        assert client.get(address).status_code in (200, 302), address
    for command in ("fixtree", "set_url_paths", "publish_scheduled"):
        call_command(command, verbosity=0)


def body_of(page: int) -> str:
    """The stored text of the body of a page of ours."""
    return _text("pages_contentpage", "body", "page_ptr_id", page)


def bodies_of_revisions(page: int) -> list[str]:
    """The body in each revision of the page, oldest first, as text."""
    return [revision.content["body"] for revision in Page.objects.get(pk=page).revisions.order_by("pk")]


def rows_of_the_plugin() -> dict[str, list[str]]:
    """Every row of the plugin's tables, and of Wagtail's tables what belongs to its objects, as text."""
    types = ContentType.objects.filter(app_label="removable")
    with connection.cursor() as cursor:
        names = connection.introspection.table_names(cursor)
        found = {table: _rows(cursor, table) for table in sorted(names) if table.startswith("removable_")}
        for table, column in (("wagtailcore_page", "content_type_id"), ("wagtailcore_revision", "content_type_id")):
            for each in types:
                found[f"{table} {each.model}"] = _rows(cursor, table, f"WHERE {column} = {each.pk}")
    return found


def told_by(command: str, **options: Any) -> str:
    """What a command of ``manage.py`` prints. ``json`` asks for JSON."""
    output = StringIO()
    call_command(command, *(["--json"] if options.get("json") else []), stdout=output)
    return output.getvalue()


def ledger_number() -> int:
    """Where the ledger stands."""
    return latest_number()


def command(name: str) -> None:
    """Run a command of ``manage.py``."""
    call_command(name, verbosity=0)


def delivery(action: str) -> str:
    """What ``manage.py delivery`` prints, with the store switched on."""
    output = StringIO()
    own_handler.cache_clear()  # it knows the settings that it was made with
    with override_settings(DELIVERY_STORE=True):
        call_command("delivery", action, stdout=output)
    own_handler.cache_clear()
    return output.getvalue()


def have_stored(addresses: list[str]) -> list[int]:
    """Ask for these addresses of the API as a reader does, and keep the answers. The statuses."""
    own_handler.cache_clear()
    with override_settings(DELIVERY_STORE=True):
        answers = [ask("http://localhost", *address.split("?")) for address in addresses]
    own_handler.cache_clear()
    return [answer.status for answer in answers]


def stored_of(addresses: list[str]) -> list[str]:
    """Those of these addresses, with their parameters in order, of which this process has a stored answer."""
    kept = [f"{build()} http://localhost{address}{'' if '?' in address else '?'}" for address in addresses]
    stored = set(StoredAnswer.objects.values_list("key", flat=True))
    return [address for address, key in zip(addresses, kept, strict=True) if key in stored]


def restrict(page: int) -> None:
    """Close the page in the admin, to all who are not signed in."""
    url = reverse("wagtailadmin_pages:set_privacy", args=[page])
    assert _browser().post(url, {"restriction_type": "login", "password": "", "groups": []}).status_code == 200
    assert Page.objects.get(pk=page).view_restrictions.exists()


def _rows(cursor: Any, table: str, where: str = "") -> list[str]:
    columns = [column.name for column in connection.introspection.get_table_description(cursor, table)]
    texts = " || '|' || ".join(f"COALESCE(CAST(\"{column}\" AS TEXT), '')" for column in columns)
    cursor.execute(f'SELECT {texts} FROM "{table}" {where} ORDER BY 1')
    return [row[0] for row in cursor.fetchall()]


def _text(table: str, column: str, key_column: str, key: int) -> str:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT CAST("{column}" AS TEXT) FROM "{table}" WHERE "{key_column}" = %s', [key])
        return str(cursor.fetchone()[0])


def _administrator() -> Any:
    return get_user_model().objects.get(username=ADMINISTRATOR)


def _browser() -> Client:
    client = Client()
    client.force_login(_administrator())
    return client


def _caller() -> Client:
    token = make_token(_administrator(), *EVERY_SCOPE)
    return Client(headers={"Authorization": f"Bearer {token}"})


def _changed(form: dict[str, str], change: str) -> dict[str, str]:
    count = int(form["body-count"])
    if change == "add":
        html = json.dumps(
            {
                "blocks": [
                    {
                        "key": "aaaaa",
                        "text": "More",
                        "type": "unstyled",
                        "depth": 0,
                        "inlineStyleRanges": [],
                        "entityRanges": [],
                    }
                ],
                "entityMap": {},
            }
        )
        form |= {
            "body-count": str(count + 1),
            f"body-{count}-deleted": "",
            f"body-{count}-order": str(count),
            f"body-{count}-type": "rich_text",
            f"body-{count}-id": "added",
            f"body-{count}-value": html,
        }
    if change == "reorder":
        for number in range(count):
            form[f"body-{number}-order"] = str(count - 1 - number)
    if change == "delete last":
        form[f"body-{count - 1}-deleted"] = "1"
    return form


def _flat(block: Any, state: Any, prefix: str) -> dict[str, str]:
    """What a browser posts of a block when nobody changes it: the form's state, flattened as the script does."""
    if isinstance(block, StreamBlock | ListBlock):
        data = {f"{prefix}-count": str(len(state))}
        for number, child in enumerate(state):
            at = f"{prefix}-{number}"
            data |= {f"{at}-deleted": "", f"{at}-order": str(number), f"{at}-id": child["id"] or ""}
            if isinstance(block, StreamBlock):
                data[f"{at}-type"] = child["type"]
            inner = block.child_blocks[child["type"]] if isinstance(block, StreamBlock) else block.child_block
            data |= _flat(inner, child["value"], f"{at}-value")
        return data
    if isinstance(block, StructBlock):
        return {
            key: text
            for name, inner in block.child_blocks.items()
            for key, text in _flat(inner, state.get(name), f"{prefix}-{name}").items()
        }
    if isinstance(state, dict):  # a chooser's
        state = state["id"]
    if isinstance(state, list):  # a choice's
        [state] = state
    return {prefix: state if isinstance(state, str) else "" if state is None else str(state)}
