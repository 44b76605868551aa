"""The directory in the admin: a listing, filters and a search for each kind of entry.

Registered by ``pages.plugin``.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, UpdatedAtColumn
from wagtail.snippets.views.snippets import SnippetViewSet

from pages.snippets.audience import Audience
from pages.snippets.contact import Contact
from pages.snippets.location import Location
from pages.snippets.organisation import Organisation
from pages.snippets.practice import Practice

__all__ = [
    "AudienceViewSet",
    "ContactViewSet",
    "LocationViewSet",
    "OrganisationViewSet",
    "PracticeViewSet",
]


class OrganisationViewSet(SnippetViewSet):
    """Organisations."""

    model = Organisation
    icon = "globe"
    list_display = ["name", "abbreviation", "url", UpdatedAtColumn()]
    list_filter = {"name": ["icontains"], "abbreviation": ["icontains"]}
    inspect_view_enabled = True


class ContactViewSet(SnippetViewSet):
    """Contacts. The listing says at a glance which ones nobody can reach."""

    model = Contact
    icon = "user"
    list_display = [
        "name",
        "role",
        "organisation",
        BooleanColumn("is_reachable", label=_("Reachable")),
        UpdatedAtColumn(),
    ]
    list_filter = ["organisation"]
    inspect_view_enabled = True


class LocationViewSet(SnippetViewSet):
    """Locations."""

    model = Location
    icon = "crosshairs"
    list_display = ["name", "region", UpdatedAtColumn()]
    list_filter = {"name": ["icontains"], "region": ["icontains"]}
    inspect_view_enabled = True


class PracticeViewSet(SnippetViewSet):
    """Practices."""

    model = Practice
    icon = "tag"
    list_display = ["name", "description", UpdatedAtColumn()]
    list_filter = {"name": ["icontains"]}
    inspect_view_enabled = True


class AudienceViewSet(SnippetViewSet):
    """Audiences."""

    model = Audience
    icon = "group"
    list_display = ["name", "description", UpdatedAtColumn()]
    list_filter = {"name": ["icontains"]}
    inspect_view_enabled = True
