"""Settings for a developer's machine: helpful errors, any local host, emails on the console."""

from cms.settings.applications import *
from cms.settings.background import *
from cms.settings.database import *
from cms.settings.delivery import *
from cms.settings.files import *
from cms.settings.messages import *
from cms.settings.paths import *
from cms.settings.security import *
from cms.settings.wagtail import *

DEBUG = True
DELIVERY_STORE = False  # whoever changes code or rows by hand sees what they did
SECRET_KEY = SECRET_KEY or "development-only-" + "0" * 50  # never used in production, which demands its own
ALLOWED_HOSTS = ALLOWED_HOSTS or ["localhost", "127.0.0.1", "[::1]", "testserver"]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
