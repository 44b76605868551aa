"""What the blocks register with Wagtail: link handlers of rich text, and the style sheet of the block editor."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from blocks.links import PublicDocumentLinkHandler, PublicPageLinkHandler

__all__ = ["editor_style", "register_link_handlers"]


# Later than Wagtail's own registrations (order 0), which this replaces.
@hooks.register("register_rich_text_features", order=100)
def register_link_handlers(features: FeatureRegistry) -> None:
    """Have every rich text of the installation leave out links to what is not public."""
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


@hooks.register("insert_global_admin_css")
def editor_style() -> str:
    """The style sheet for the editors of our blocks."""
    return format_html('<link rel="stylesheet" href="{}">', static("blocks/editor.css"))
