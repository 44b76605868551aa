"""What the blocks register with Wagtail: handlers of what rich text refers to, what of it is kept, a style sheet."""

from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.admin.rich_text.converters.editor_html import WhitelistRule
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.whitelist import allow_without_attributes

from blocks.embeds import PublicImageEmbedHandler, PublicMediaEmbedHandler
from blocks.links import PublicDocumentLinkHandler, PublicPageLinkHandler

__all__ = ["editor_style", "register_link_handlers", "register_sanitiser_rules"]

#: What is stored of a feature.
ELEMENTS = {"code": "code", "superscript": "sup", "subscript": "sub", "strikethrough": "s", "blockquote": "blockquote"}


# Later than Wagtail's own registrations (order 0), which this replaces.
@hooks.register("register_rich_text_features", order=100)
def register_link_handlers(features: FeatureRegistry) -> None:
    """Have every rich text of the installation leave out links to what is not public, and images that are not."""
    features.register_embed_type(PublicImageEmbedHandler)
    features.register_embed_type(PublicMediaEmbedHandler)
    features.register_link_type(PublicPageLinkHandler)
    features.register_link_type(PublicDocumentLinkHandler)


@hooks.register("register_rich_text_features", order=100)
def register_sanitiser_rules(features: FeatureRegistry) -> None:
    """Let the sanitiser of rich text that is sent through the API keep what these features write. Wagtail names their
    elements to its editor only.
    """
    for feature, element in ELEMENTS.items():
        rule = WhitelistRule(element, allow_without_attributes)
        features.register_converter_rule("editorhtml", feature, [rule])


@hooks.register("insert_global_admin_css")
def editor_style() -> str:
    """The style sheet for the editors of our blocks."""
    return format_html('<link rel="stylesheet" href="{}">', static("blocks/editor.css"))
