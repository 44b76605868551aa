"""Settings for ``make demo``: as in production, on SQLite and this machine alone.

What would reach beyond the machine (``DATABASE_URL``, ``REDIS_URL``, ``EMAIL_URL``, a bucket) is not used here, so
that trying the demo can never write into an installation whose variables happen to be set.
"""

from cms.demo.private_files import kept_secret_key
from cms.settings.applications import *
from cms.settings.background import *
from cms.settings.database import *
from cms.settings.delivery import *
from cms.settings.files import *
from cms.settings.messages import *
from cms.settings.paths import *
from cms.settings.security import *
from cms.settings.wagtail import *

DEBUG = False
SECRET_KEY = SECRET_KEY or kept_secret_key(VAR_DIR / "demo-secret-key")
ALLOWED_HOSTS = [*ALLOWED_HOSTS, "127.0.0.1", "localhost", "[::1]"]
DATABASES = {"default": database("")}
CACHES = {"default": cache("")}
STORAGES = {**STORAGES, "default": uploads_storage("")}
EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.console.EmailBackend"
LOGGING = {**LOGGING, "root": {**LOGGING["root"], "level": "WARNING"}}  # so that the sign-ins stay in sight
