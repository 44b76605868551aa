"""Static files and uploads."""

from typing import Any

from cms.conf import product_settings
from cms.settings.paths import BASE_DIR, VAR_DIR

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
MEDIA_URL = product_settings().media_url
MEDIA_ROOT = VAR_DIR / "media"
LOCALE_PATHS = [BASE_DIR / "locale"]


def uploads_storage() -> dict[str, Any]:
    """Where uploads are kept: S3-compatible storage when a bucket is named, else the folder ``media`` in ``VAR_DIR``."""
    if not product_settings().s3_bucket:
        return {"BACKEND": "django.core.files.storage.FileSystemStorage"}
    return {
        "BACKEND": "storages.backends.s3.S3Storage",
        "OPTIONS": {
            "bucket_name": product_settings().s3_bucket,
            "endpoint_url": product_settings().s3_endpoint_url or None,
            "file_overwrite": False,
        },
    }


STORAGES: dict[str, dict[str, Any]] = {
    "default": uploads_storage(),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
