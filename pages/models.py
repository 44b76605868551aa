"""Table of contents of this app's models. The models themselves live one per file beside this one."""

from pages.base import BasePage
from pages.community import CommunityPage
from pages.content import ContentPage
from pages.form import FormPage
from pages.index import IndexPage
from pages.parts.community import CommunityChannel, CommunityMeetup, RelatedProgram
from pages.parts.contact import PageContact
from pages.parts.form import FormField
from pages.parts.pilot import (
    PilotAim,
    PilotArea,
    PilotGovernanceGroup,
    PilotMeasure,
    PilotOpportunity,
    PilotRelatedBody,
    PilotSibling,
)
from pages.parts.program import ProgramGoal, ProgramPartner, ProgramStream
from pages.pilot import PilotPage
from pages.program import ProgramPage
from pages.snippets.audience import Audience
from pages.snippets.contact import Contact
from pages.snippets.location import Location
from pages.snippets.organisation import Organisation
from pages.snippets.practice import Practice
from pages.submissions.keys import SubmissionKey
from pages.submissions.throttle import ThrottleCount

__all__ = [
    "Audience",
    "BasePage",
    "CommunityChannel",
    "CommunityMeetup",
    "CommunityPage",
    "Contact",
    "ContentPage",
    "FormField",
    "FormPage",
    "IndexPage",
    "Location",
    "Organisation",
    "PageContact",
    "PilotAim",
    "PilotArea",
    "PilotGovernanceGroup",
    "PilotMeasure",
    "PilotOpportunity",
    "PilotPage",
    "PilotRelatedBody",
    "PilotSibling",
    "Practice",
    "ProgramGoal",
    "ProgramPage",
    "ProgramPartner",
    "ProgramStream",
    "RelatedProgram",
    "SubmissionKey",
    "ThrottleCount",
]
