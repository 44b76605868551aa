"""The settings of a site as the public gets them. Served by the API; templates read ``home.site_settings`` itself."""

from typing import Annotated

from typing_extensions import TypedDict
from wagtail.models import Site

from blocks.people import ContactReference, contact_reference
from blocks.rich_text import RichTextMarker, to_public_text
from home.site_settings import ACKNOWLEDGEMENT_FEATURES, SiteSettings

__all__ = ["PublicSiteSettings", "SocialLinkData", "public_settings"]


class SocialLinkData(TypedDict):
    """An account of the site's owner elsewhere."""

    label: str
    url: str


class PublicSiteSettings(TypedDict):
    """What holds for a whole site. ``acknowledgement`` is rich text. Every text but the name may be empty."""

    name: str
    acknowledgement: Annotated[str, RichTextMarker(tuple(ACKNOWLEDGEMENT_FEATURES))]
    contact: ContactReference | None
    footer_text: str
    licence: str
    licence_url: str
    social_links: list[SocialLinkData]
    analytics_script_url: str


def public_settings(site: Site) -> PublicSiteSettings:
    """The settings of ``site``; the defaults where nobody has saved any. Writes nothing."""
    settings = SiteSettings.read(site)
    links = settings.social_links.all() if settings.pk else []
    return PublicSiteSettings(
        name=settings.display_name,
        acknowledgement=to_public_text(settings.acknowledgement, ACKNOWLEDGEMENT_FEATURES),
        contact=contact_reference(settings.contact) if settings.contact else None,
        footer_text=settings.footer_text,
        licence=settings.licence,
        licence_url=settings.licence_url,
        social_links=[SocialLinkData(label=link.label, url=link.url) for link in links],
        analytics_script_url=settings.analytics_script_url,
    )
