"""What the blocks register with Wagtail: handlers of what rich text refers to, and the editor's style sheet."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.rich_text.feature_registry import FeatureRegistry

from blocks.embeds import PublicImageEmbedHandler, PublicMediaEmbedHandler
from blocks.links import PublicDocumentLinkHandler, PublicPageLinkHandler

__all__ = ["editor_style", "register_link_handlers"]


# Later than Wagtail's own registrations (order 0), which this replaces.
@hooks.register("register_rich_text_features", order=100)
def register_link_handlers(features: FeatureRegistry) -> None:
    """Have every rich text of the installation leave out links to what is not public, and images that are not."""
    features.register_embed_type(PublicImageEmbedHandler)
    features.register_embed_type(PublicMediaEmbedHandler)
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


@hooks.register("insert_global_admin_css")
def editor_style() -> str:
    """The style sheet for the editors of our blocks."""
    return format_html('<link rel="stylesheet" href="{}">', static("blocks/editor.css"))
