"""Settings for production: refuses to start when a setting is missing or unsafe, and names the variable."""

from cms.conf import product_settings
from cms.errors import ConfigurationError
from cms.settings.applications import *
from cms.settings.database import *
from cms.settings.files import *
from cms.settings.messages import *
from cms.settings.paths import *
from cms.settings.security import *
from cms.settings.wagtail import *

SHORTEST_SECRET_KEY = 50

if len(SECRET_KEY) < SHORTEST_SECRET_KEY:
    raise ConfigurationError(
        f"SECRET_KEY must be set to at least {SHORTEST_SECRET_KEY} random characters in production. "
        "Make one with: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
if product_settings().debug:
    raise ConfigurationError("DEBUG must not be set in production. Use cms.settings.development to debug.")
if not ALLOWED_HOSTS:
    raise ConfigurationError(
        "ALLOWED_HOSTS must name the hosts of this installation in production, separated by commas."
    )

DEBUG = False
SECURE_TLS = product_settings().public_url.startswith("https://")
SESSION_COOKIE_SECURE = SECURE_TLS
CSRF_COOKIE_SECURE = SECURE_TLS
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_TLS else 0
