"""Static files and uploads."""

from importlib.util import find_spec
from typing import Any
from urllib.parse import urlsplit

from cms.conf import product_settings
from cms.errors import ConfigurationError
from cms.settings.paths import BASE_DIR, VAR_DIR

STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
WHITENOISE_MANIFEST_STRICT = False  # a plugin's missing stylesheet costs its style, not the whole admin
MEDIA_URL = product_settings().media_url
MEDIA_ROOT = VAR_DIR / "media"
LOCALE_PATHS = [BASE_DIR / "locale"]


def uploads_storage(bucket: str) -> dict[str, Any]:
    """Where uploads are kept: in ``bucket`` of S3-compatible storage, or, without one, in ``VAR_DIR/media``.

    Addresses in a bucket carry no signature, which would expire in a stored API response; they are made of
    ``MEDIA_URL`` when it names a host. Documents are served through the application either way.
    """
    if not bucket:
        return {"BACKEND": "cms.local_storage.LocalStorage"}
    if find_spec("storages") is None:
        raise ConfigurationError("S3_BUCKET names a bucket, which needs requirements/production.txt installed.")
    options: dict[str, Any] = {
        "bucket_name": bucket,
        "endpoint_url": product_settings().s3_endpoint_url or None,
        "file_overwrite": False,
        "querystring_auth": False,
    }
    address = urlsplit(product_settings().media_url)
    if address.netloc:
        options["custom_domain"] = f"{address.netloc}{address.path}".rstrip("/")
        options["url_protocol"] = f"{address.scheme}:"
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}


STORAGES: dict[str, dict[str, Any]] = {
    "default": uploads_storage(product_settings().s3_bucket),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
