"""Table of contents of this app's models. The models themselves live one per file beside this one."""

from home.home_page import FeaturedPage, HomePage

__all__ = ["FeaturedPage", "HomePage"]
