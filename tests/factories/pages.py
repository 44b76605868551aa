"""Pages of every type. Without a ``parent`` they stand under the home page of the default site.

``complete=True`` fills every field and every list; the other texts then stay the same, so the result can be compared.
"""

import datetime
from typing import Any

import factory
import wagtail_factories
from wagtail.models import Orderable, Page

from pages.dates import PartialDate
from pages.models import (
    CommunityChannel,
    CommunityMeetup,
    CommunityPage,
    ContentPage,
    FormField,
    FormPage,
    IndexPage,
    PageContact,
    PilotAim,
    PilotArea,
    PilotGovernanceGroup,
    PilotMeasure,
    PilotOpportunity,
    PilotPage,
    PilotRelatedBody,
    PilotSibling,
    ProgramGoal,
    ProgramPage,
    ProgramPartner,
    ProgramStream,
    RelatedProgram,
)
from tests.factories.media import ImageFactory
from tests.factories.sites import default_home
from tests.factories.snippets import (
    AudienceFactory,
    ContactFactory,
    LocationFactory,
    OrganisationFactory,
    PracticeFactory,
)

__all__ = [
    "CommunityPageFactory",
    "ContentPageFactory",
    "FormPageFactory",
    "IndexPageFactory",
    "PilotPageFactory",
    "ProgramPageFactory",
    "rich_text",
    "section",
]


def rich_text(text: str) -> dict[str, Any]:
    """A rich text block of a body, as it is stored."""
    return {"type": "rich_text", "value": f"<p>{text}</p>"}


def section(heading: str, *content: dict[str, Any], level: str = "2", anchor: str = "") -> dict[str, Any]:
    """A section of a body, as it is stored."""
    value = {"heading": heading, "level": level, "anchor": anchor, "content": list(content)}
    return {"type": "section", "value": value}


def _sections(*headings: str) -> Any:
    """A body with a section for each heading. Block ids are fixed, so that complete pages can be compared."""
    return factory.LazyFunction(lambda: [_section(number, heading) for number, heading in enumerate(headings)])


def _section(number: int, heading: str) -> dict[str, Any]:
    content = {**rich_text(f"About “{heading}”."), "id": _block_id(number, 1)}
    anchor = heading.lower().replace(" ", "-")
    return {**section(heading, content, anchor=anchor), "id": _block_id(number, 0)}


def _block_id(section_number: int, place: int) -> str:
    return f"00000000-0000-4000-8000-{section_number:06}{place:06}"


#: Every field that all page types have.
_COMMON: dict[str, Any] = {
    "lede": "What this is and whom it is for.",
    "summary": "One sentence for cards.",
    "body": _sections("What it is", "How it works"),
    "owner_organisation": factory.SubFactory(OrganisationFactory),
    "next_review_date": datetime.date(2030, 1, 31),
    "social_image": factory.SubFactory(ImageFactory),
    "page_contacts": factory.LazyFunction(
        lambda: [PageContact(contact=ContactFactory(), note="Questions about this page")]
    ),
}


class BasePageFactory(wagtail_factories.PageFactory):
    """What all page types have in common. The slug is made from the title, and differs from that of siblings."""

    class Meta:
        abstract = True

    class Params:
        complete = factory.Trait(**_COMMON)

    parent = factory.LazyFunction(default_home)
    slug = ""

    @classmethod
    def _create_instance(cls, model_class: Any, parent: Page | None, kwargs: dict[str, Any]) -> Page:
        # A parent that a test made earlier may not know about its latest children.
        fresh = Page.objects.get(pk=parent.pk) if parent else None
        body = kwargs.get("body")
        if isinstance(body, list):
            kwargs["body"] = model_class._meta.get_field("body").to_python(body)
        for rows in (value for value in kwargs.values() if isinstance(value, list)):
            for number, row in enumerate(rows):
                if isinstance(row, Orderable):
                    row.sort_order = number
        page: Page = super()._create_instance(model_class, fresh, kwargs)
        return page


class IndexPageFactory(BasePageFactory):
    """An index without children."""

    class Meta:
        model = IndexPage

    class Params:
        complete = factory.Trait(
            **_COMMON,
            list_types=["pages.ProgramPage", "pages.PilotPage"],
            list_order="title",
            list_filters=["status", "practice"],
        )

    title = "Building digital skills"


class ContentPageFactory(BasePageFactory):
    """A page of sections."""

    class Meta:
        model = ContentPage

    title = "Online guides"


class ProgramPageFactory(BasePageFactory):
    """A planned program of which nothing else is known."""

    class Meta:
        model = ProgramPage

    class Params:
        complete = factory.Trait(
            **_COMMON,
            status="open",
            audiences=factory.LazyFunction(lambda: [AudienceFactory()]),
            eligibility="<p>Anyone who works in government.</p>",
            what_you_get="<ul><li>A coach</li><li>A mentor</li></ul>",
            streams=factory.LazyFunction(
                lambda: [
                    ProgramStream(title="Coaching", description="Six conversations."),
                    ProgramStream(title="Mentoring", description="A year together."),
                ]
            ),
            goals=factory.LazyFunction(lambda: [ProgramGoal(text="Grow leaders"), ProgramGoal(text="Keep people")]),
            cost="Free",
            starts=PartialDate.parse("2018-38"),
            ends=PartialDate.parse("2020"),
            applications_open=PartialDate.parse("2018-02"),
            applications_close=PartialDate.parse("2018-03-15"),
            locations=factory.LazyFunction(lambda: [LocationFactory(), LocationFactory(name="Sydney", region="NSW")]),
            practices=factory.LazyFunction(lambda: [PracticeFactory()]),
            partners=factory.LazyFunction(
                lambda: [ProgramPartner(organisation=OrganisationFactory(), role="Finds the coaches")]
            ),
            how_to_apply="<p>Fill in the form.</p>",
            apply_url="https://skills.example.org/apply/",
        )

    title = "Women in IT"


class CommunityPageFactory(BasePageFactory):
    """A community of which nothing is known yet."""

    class Meta:
        model = CommunityPage

    class Params:
        complete = factory.Trait(
            **_COMMON,
            practice=factory.SubFactory(PracticeFactory),
            who_can_join="<p>Everyone in government.</p>",
            how_to_join="<p>Come to a meet-up.</p>",
            join_url="https://skills.example.org/join/",
            meetups=factory.LazyFunction(
                lambda: [
                    CommunityMeetup(
                        rhythm="First Thursday of the month",
                        format="both",
                        location=LocationFactory(),
                        note="Bring your work.",
                    ),
                    CommunityMeetup(rhythm="Every second Monday", format="online"),
                ]
            ),
            channels=factory.LazyFunction(
                lambda: [
                    CommunityChannel(name="Chat", url="https://chat.example.org/"),
                    CommunityChannel(name="Mailing list", email="list@example.org"),
                ]
            ),
            related_programs=factory.LazyFunction(
                lambda: [RelatedProgram(program=ProgramPageFactory(title="Related program"))]
            ),
        )

    title = "Service design community"


class PilotPageFactory(BasePageFactory):
    """A planned pilot of which nothing else is known."""

    class Meta:
        model = PilotPage

    class Params:
        complete = factory.Trait(
            **_COMMON,
            abbreviation="DSO",
            sector="digital technology",
            status="underway",
            starts=PartialDate.parse("2020-06"),
            ends=PartialDate.parse("2022"),
            pilot_group="Skills pilots",
            siblings=factory.LazyFunction(
                lambda: [
                    PilotSibling(name="Mining pilot", sector="mining", page=PilotPageFactory(title="Mining pilot")),
                    PilotSibling(name="Care pilot", sector="human services care", url="https://care.example.org/"),
                ]
            ),
            established_by=factory.SubFactory(OrganisationFactory),
            legal_form="company limited by guarantee",
            incorporated=PartialDate.parse("2020-06"),
            governance_board="<p>A board of nine.</p>",
            governance_groups=factory.LazyFunction(
                lambda: [PilotGovernanceGroup(name="Employers"), PilotGovernanceGroup(name="Learners")]
            ),
            governance_aims=factory.LazyFunction(lambda: [PilotAim(text="Connect training with industry")]),
            vision="Training that leads the world.",
            mission="Start projects that matter.",
            mission_measures=factory.LazyFunction(
                lambda: [PilotMeasure(name="enrolments"), PilotMeasure(name="completions")]
            ),
            areas_of_work=factory.LazyFunction(
                lambda: [PilotArea(title="Skills needs", description="Find out what employers need.")]
            ),
            opportunities=factory.LazyFunction(
                lambda: [
                    PilotOpportunity(
                        title="Short-term projects",
                        description="Improve training now.",
                        horizon="short",
                        review_date=datetime.date(2030, 6, 30),
                    ),
                    PilotOpportunity(title="The longer term", horizon="long"),
                ]
            ),
            related_bodies=factory.LazyFunction(
                lambda: [PilotRelatedBody(organisation=OrganisationFactory(), relation="Shares what it learns")]
            ),
            website="https://dso.example.org/",
            mailing_list_url="https://dso.example.org/list/",
            mailing_list_page=factory.LazyFunction(lambda: FormPageFactory(title="Mailing list").page_ptr),
        )

    title = "Digital Skills Organisation"


class FormPageFactory(BasePageFactory):
    """A form without questions."""

    class Meta:
        model = FormPage

    class Params:
        complete = factory.Trait(
            **_COMMON,
            form_fields=factory.LazyFunction(
                lambda: [
                    FormField(label="Your email", field_type="email", help_text="We write once a month."),
                    FormField(
                        label="Topics",
                        field_type="checkboxes",
                        required=False,
                        choices="Training\nEvents",
                        default_value="Training",
                    ),
                ]
            ),
            thank_you="<p>You are on the list.</p>",
            to_address="list@example.org",
            from_address="cms@example.org",
            subject="New reader",
        )

    title = "Mailing list"
