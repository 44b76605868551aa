"""Table of contents of this app's models. The models themselves live one per file beside this one."""

from home.home_page import FeaturedPage, HomePage
from home.navigation_overrides import FooterMenuItem, MainMenuItem, Navigation
from home.site_settings import SiteSettings, SocialLink

__all__ = [
    "FeaturedPage",
    "FooterMenuItem",
    "HomePage",
    "MainMenuItem",
    "Navigation",
    "SiteSettings",
    "SocialLink",
]
