"""A page type that states no serializer for its relations, as a plugin's may not, shows nothing private either.

Real page types stand in for it: their ``api_fields`` are replaced by plain names.
"""

from typing import Any

import pytest
import pytest_django
from django.test import RequestFactory
from wagtail.api import APIField
from wagtail.api.v3.schemas import BaseSchema
from wagtail.models import Page

from cms.api.v3.generator import public_generator
from cms.api.v3.registration import read_schema
from cms.plugins.testing.client import ApiClient
from home.models import FeaturedPage, HomePage
from pages.models import CommunityPage, PilotPage, Practice, ProgramPage, RelatedProgram
from tests.factories.media import ImageFactory
from tests.factories.pages import CommunityPageFactory, FormPageFactory, PilotPageFactory, ProgramPageFactory
from tests.factories.sites import default_home
from tests.factories.snippets import AudienceFactory, PracticeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def careless(monkeypatch: pytest.MonkeyPatch, settings: pytest_django.Settings) -> None:
    """Take the serializers off, without holding the answers against a document in which they are on."""
    settings.MIDDLEWARE = [name for name in settings.MIDDLEWARE if not name.startswith("cms.plugins.testing")]
    names: dict[Any, list[str]] = {
        HomePage: ["hero_image", "featured"],
        FeaturedPage: ["page"],
        CommunityPage: ["practice", "related_programs", "how_to_join"],
        RelatedProgram: ["program"],
        PilotPage: ["mailing_list_page", "siblings", "established_by"],
        ProgramPage: ["audiences", "related_communities"],
        Practice: ["communities", "name"],
    }
    for model, fields in names.items():
        monkeypatch.setattr(model, "api_fields", [APIField(name) for name in fields], raising=False)


def in_v2(page: Page, **parameters: Any) -> Any:
    """What version 2 says of ``page``."""
    return ApiClient("v2").page(page, **parameters)


def in_v3(page: Page) -> Any:
    """What version 3 would say of ``page``, had its type been without serializers from the start."""
    schema = read_schema(public_generator(), type(page))
    request = RequestFactory().get("/api/v3/pages/", headers={"Host": "localhost:8000"})
    return schema.model_validate(page, context={"request": request}).model_dump(mode="json")


@pytest.fixture(params=[in_v2, in_v3])
def served(request: pytest.FixtureRequest) -> Any:
    return request.param


def hidden(page: Page) -> Page:
    page.live = False
    page.save()
    return page


def test_a_foreign_key_to_a_page_is_a_reference(served: Any) -> None:
    form = FormPageFactory()
    pilot = PilotPageFactory(mailing_list_page=form.page_ptr)

    assert served(pilot)["mailing_list_page"] == {
        "id": form.pk,
        "type": "pages.FormPage",
        "title": form.title,
        "url": "http://localhost:8000/mailing-list/",
        "path": "/mailing-list/",
    }


def test_a_foreign_key_to_a_hidden_page_is_null(served: Any) -> None:
    pilot = PilotPageFactory(mailing_list_page=hidden(FormPageFactory()).page_ptr)

    assert served(pilot)["mailing_list_page"] is None


def test_a_foreign_key_to_an_image_is_a_reference(served: Any) -> None:
    home = default_home()
    home.hero_image = ImageFactory()
    home.save()

    image = served(home)["hero_image"]

    assert image["id"] == home.hero_image.pk
    assert set(image["renditions"]) == {"thumbnail", "card", "content", "hero"}


def test_a_foreign_key_to_anything_else_is_a_key(served: Any) -> None:
    practice = PracticeFactory()
    community = CommunityPageFactory(practice=practice)

    assert served(community)["practice"] == {"id": practice.pk, "meta": {"type": "pages.Practice"}}
    assert served(CommunityPageFactory(title="Another"))["practice"] is None


def test_a_child_relation_hides_what_its_rows_refer_to(served: Any) -> None:
    shown, secret = ProgramPageFactory(title="Shown"), hidden(ProgramPageFactory(title="Secret"))
    community = CommunityPageFactory(related_programs=[RelatedProgram(program=shown), RelatedProgram(program=secret)])

    rows = served(community)["related_programs"]

    assert [row["meta"]["type"] for row in rows] == ["pages.RelatedProgram"] * 2
    assert [row["program"] and row["program"]["title"] for row in rows] == ["Shown", None]


def test_a_many_to_many_relation_is_a_list_of_keys(served: Any) -> None:
    audience = AudienceFactory()
    program = ProgramPageFactory(audiences=[audience])

    assert served(program)["audiences"] == [{"id": audience.pk, "meta": {"type": "pages.Audience"}}]


def test_rich_text_is_html_without_hidden_links(served: Any) -> None:
    target = hidden(FormPageFactory())
    community = CommunityPageFactory(how_to_join=f'<p>Fill in <a linktype="page" id="{target.pk}">this</a>.</p>')

    assert served(community)["how_to_join"] == "<p>Fill in this.</p>"


def test_no_expansion_reaches_behind_a_reference() -> None:
    secret = hidden(ProgramPageFactory(title="Secret"))
    home = default_home()
    home.featured = [FeaturedPage(page=secret)]
    home.save()

    for fields in ("featured(page(*))", "featured(page(title,slug))", "*,featured(page(_,title))"):
        assert in_v2(home, fields=fields)["featured"][0].get("page") is None


def test_a_relation_from_the_other_side_leaves_hidden_pages_out() -> None:
    practice = PracticeFactory()
    shown = CommunityPageFactory(practice=practice)
    hidden(CommunityPageFactory(practice=practice, title="Secret"))
    schema = public_generator().build_schema(
        Practice, name="PracticeTest", base_class=BaseSchema, follow_reverse_related=True
    )

    answer = schema.model_validate(practice, context={}).model_dump(mode="json")

    assert [page["id"] for page in answer["communities"]] == [shown.pk]
