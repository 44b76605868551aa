"""Settings for production: refuses to start when a setting is missing or unsafe, and names the variable."""

from cms.conf import product_settings
from cms.errors import ConfigurationError
from cms.settings.applications import *
from cms.settings.background import *
from cms.settings.database import *
from cms.settings.delivery import *
from cms.settings.files import *
from cms.settings.messages import *
from cms.settings.paths import *
from cms.settings.security import *
from cms.settings.wagtail import *

SHORTEST_SECRET_KEY = 50
FEWEST_CHARACTERS = 5  # different ones, as Django's own deployment check counts them

if len(SECRET_KEY) < SHORTEST_SECRET_KEY or len(set(SECRET_KEY)) < FEWEST_CHARACTERS:
    raise ConfigurationError(
        f"SECRET_KEY must be set to at least {SHORTEST_SECRET_KEY} random characters in production. "
        "Make one with: python3 -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
if product_settings().debug:
    raise ConfigurationError("DEBUG must not be set in production. Use cms.settings.development to debug.")
if not ALLOWED_HOSTS:
    raise ConfigurationError(
        "ALLOWED_HOSTS must name the hosts of this installation in production, separated by commas."
    )


def public_url() -> str:
    """The address of the admin: ``PUBLIC_URL``, or the first of ``ALLOWED_HOSTS`` that is a host's full name."""
    if product_settings().public_url:
        return product_settings().public_url
    for host in ALLOWED_HOSTS:
        if not host.startswith((".", "*")):
            return f"https://{host}"
    raise ConfigurationError("PUBLIC_URL must be set in production when ALLOWED_HOSTS holds patterns only.")


DEBUG = False
TASKS = {**TASKS, "background": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
WAGTAILADMIN_BASE_URL = public_url()
WAGTAILAPI_BASE_URL = product_settings().api_url or WAGTAILADMIN_BASE_URL
SECURE_TLS = WAGTAILADMIN_BASE_URL.startswith("https://")
SESSION_COOKIE_SECURE = SECURE_TLS
CSRF_COOKIE_SECURE = SECURE_TLS
SECURE_HSTS_SECONDS = 31_536_000 if SECURE_TLS else 0
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # HSTS for subdomains: only the owner of the domain can promise that
    "security.W008",  # redirecting to HTTPS: the proxy that ends TLS does that, and knows which hosts have it
    "security.W019",  # X-Frame-Options DENY: the admin frames its own previews
    "security.W021",  # HSTS preloading: as for subdomains
]
