"""How the API serves the lists on a pilot's page. Named in ``PilotPage.api_fields``."""

import datetime
from typing import Any

from typing_extensions import TypedDict

from blocks.people import OrganisationReference, organisation_reference
from blocks.references import PageReference, page_reference
from pages.parts.pilot import OpportunityHorizon
from pages.serializers import PublicField

__all__ = [
    "PilotAimsSerializer",
    "PilotAreaData",
    "PilotAreasSerializer",
    "PilotGovernanceGroupsSerializer",
    "PilotMeasuresSerializer",
    "PilotOpportunitiesSerializer",
    "PilotOpportunityData",
    "PilotRelatedBodiesSerializer",
    "PilotRelatedBodyData",
    "PilotSiblingData",
    "PilotSiblingsSerializer",
]


class PilotAreaData(TypedDict):
    """An area of work."""

    title: str
    description: str


class PilotOpportunityData(TypedDict):
    """A chance to contribute. ``review_date`` is YYYY-MM-DD."""

    title: str
    description: str
    horizon: OpportunityHorizon
    review_date: datetime.date | None


class PilotSiblingData(TypedDict):
    """Another pilot of the group. ``page`` is null unless it has a public page here."""

    name: str
    sector: str
    page: PageReference | None
    url: str


class PilotRelatedBodyData(TypedDict):
    """A reform or body that the pilot engages with."""

    organisation: OrganisationReference
    relation: str


class PilotGovernanceGroupsSerializer(PublicField):
    """The names of the groups that the board works with, in their order."""

    def to_representation(self, value: Any) -> list[str]:
        """``value`` is the relation's manager."""
        return [row.name for row in value.all()]


class PilotAimsSerializer(PublicField):
    """The aims of the board, in their order."""

    def to_representation(self, value: Any) -> list[str]:
        """``value`` is the relation's manager."""
        return [row.text for row in value.all()]


class PilotMeasuresSerializer(PublicField):
    """The names of the mission's measures, in their order."""

    def to_representation(self, value: Any) -> list[str]:
        """``value`` is the relation's manager."""
        return [row.name for row in value.all()]


class PilotAreasSerializer(PublicField):
    """The areas of work, in their order."""

    def to_representation(self, value: Any) -> list[PilotAreaData]:
        """``value`` is the relation's manager."""
        return [PilotAreaData(title=row.title, description=row.description) for row in value.all()]


class PilotOpportunitiesSerializer(PublicField):
    """The opportunities, in their order."""

    def to_representation(self, value: Any) -> list[PilotOpportunityData]:
        """``value`` is the relation's manager."""
        return [
            PilotOpportunityData(
                title=row.title,
                description=row.description,
                horizon=OpportunityHorizon(row.horizon),
                review_date=row.review_date,
            )
            for row in value.all()
        ]


class PilotSiblingsSerializer(PublicField):
    """The sibling pilots, in their order."""

    def to_representation(self, value: Any) -> list[PilotSiblingData]:
        """``value`` is the relation's manager."""
        return [
            PilotSiblingData(name=row.name, sector=row.sector, page=page_reference(row.page), url=row.url)
            for row in value.all()
        ]


class PilotRelatedBodiesSerializer(PublicField):
    """The related bodies, in their order."""

    def to_representation(self, value: Any) -> list[PilotRelatedBodyData]:
        """``value`` is the relation's manager."""
        return [
            PilotRelatedBodyData(organisation=organisation_reference(row.organisation), relation=row.relation)
            for row in value.all()
        ]
