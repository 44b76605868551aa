"""Wagtail's settings: admin, images, documents, workflows and both versions of its API."""

from cms.conf import product_settings

WAGTAIL_SITE_NAME = product_settings().site_name
WAGTAILADMIN_BASE_URL = product_settings().public_url or "http://127.0.0.1:8000"
WAGTAIL_ENABLE_UPDATE_CHECK = False  # an installation tells nobody that it exists
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # no email address leaves the house, not even as a digest
WAGTAIL_WORKFLOW_REQUIRE_REAPPROVAL_ON_EDIT = True
WAGTAIL_MODERATION_ENABLED = True
WAGTAILADMIN_COMMENTS_ENABLED = True
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {
            "features": [
                "bold",
                "italic",
                "link",
                "document-link",
                "ol",
                "ul",
                "code",
                "superscript",
                "subscript",
                "strikethrough",
            ]
        },
    }
}

WAGTAILIMAGES_IMAGE_MODEL = "media.CustomImage"
WAGTAILIMAGES_EXTENSIONS = ["avif", "gif", "jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_AVIF_QUALITY = 55  # looks as JPEG does at 76, in half the bytes
WAGTAILIMAGES_WEBP_QUALITY = 78
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 64_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "media.CustomDocument"
WAGTAILDOCS_EXTENSIONS = [
    "csv",
    "docx",
    "ics",
    "odt",
    "ods",
    "odp",
    "pdf",
    "pptx",
    "rtf",
    "txt",
    "xlsx",
    "zip",
]
WAGTAILDOCS_SERVE_METHOD = "serve_view"  # the only method that respects a collection's privacy

WAGTAILREDIRECTS_AUTO_CREATE = False  # cms.redirects does, within the transaction and heard by the ledger

WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "pages.search_backend"}}

WAGTAILAPI_BASE_URL = product_settings().api_url or WAGTAILADMIN_BASE_URL
WAGTAILAPI_RICH_TEXT_FORMAT = "html"
WAGTAILAPI_LIMIT_MAX = 100
