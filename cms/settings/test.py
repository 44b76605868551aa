"""Settings for the test suite: fast hashing, files in a temporary folder, a database from TEST_DATABASE_URL."""

import os
import tempfile
from pathlib import Path

from cms.settings.applications import *
from cms.settings.database import *
from cms.settings.database import database
from cms.settings.files import *
from cms.settings.messages import *
from cms.settings.paths import *
from cms.settings.security import *
from cms.settings.wagtail import *

DEBUG = False
SECRET_KEY = "test-only-" + "0" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", ".example.org"]
DATABASES = {"default": database(os.environ.get("TEST_DATABASE_URL", ""))}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads of a test then meet the same locks as in production.
    DATABASES["default"]["TEST"] = {"NAME": Path(tempfile.gettempdir(), f"cms-test-{os.getpid()}.sqlite3")}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_ROOT = Path(tempfile.mkdtemp(prefix="cms-test-media-"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CORS_ALLOWED_ORIGINS = ["https://frontend.example.org"]
WAGTAILADMIN_BASE_URL = "http://testserver"
