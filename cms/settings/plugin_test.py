"""Settings for tests, of plugins and of the CMS: fast hashing, no compiled static files, a database for tests.

A plugin's tests name it as their ``DJANGO_SETTINGS_MODULE``; ``cms.plugins.testing.fixtures`` moves the SQLite database
and the uploads into pytest's temporary folder. Every installed plugin is loaded, or those that TEST_PLUGINS names.
"""

from cms.conf import product_settings
from cms.plugins.finding import apps_with
from cms.settings.applications import *
from cms.settings.background import *
from cms.settings.database import *
from cms.settings.delivery import *
from cms.settings.files import *
from cms.settings.messages import *
from cms.settings.paths import *
from cms.settings.security import *
from cms.settings.wagtail import *

if product_settings().test_plugins:
    PLUGINS = tuple(plugin for plugin in PLUGINS if plugin.name in product_settings().test_plugins)
    INSTALLED_APPS = apps_with(OWN_APPS, PLUGINS, before="cms.api")

# No response of the API drifts from its document. Behind what refuses a request for its host.
CHECKED = ["cms.plugins.testing.contract.middleware.ContractMiddleware", "cms.api.middleware.PublicAPIMiddleware"]
MIDDLEWARE = [name for entry in MIDDLEWARE for name in (CHECKED if entry == CHECKED[1] else [entry])]

TASKS = {**TASKS, "background": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}  # tests look at what is asked
DELIVERY_STORE = False  # tests of the store set it
DEBUG = False
SECRET_KEY = "test-only-" + "0" * 50
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1", ".example.org"]
ADMIN_HOSTS, API_HOSTS = [], []  # tests set them where they matter
DATABASES = {"default": database(product_settings().test_database_url.get_secret_value(), "TEST_DATABASE_URL")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A file, not memory: threads of a test then meet the same locks as in production.
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
CACHES = {"default": {"BACKEND": "cms.per_request_cache.LocalCache"}}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_DELIVERY_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
MEDIA_URL = "/media/"
MEDIA_ROOT = VAR_DIR / "test-media"
STORAGES = {
    "default": {"BACKEND": "cms.local_storage.LocalStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
CORS_ALLOWED_ORIGINS = ["https://frontend.example.org"]
WAGTAILADMIN_BASE_URL = "http://testserver"
WAGTAILAPI_BASE_URL = "http://testserver"
TIME_ZONE = "Australia/Sydney"
LANGUAGE_CODE = "en-au"
