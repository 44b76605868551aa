"""Installed apps, middleware, templates and URL configuration."""

from importlib.util import find_spec

from cms.conf import product_settings
from cms.plugins.finding import apps_with, find_plugins
from cms.settings.paths import BASE_DIR

PLUGINS = find_plugins(disabled=product_settings().cms_plugins_disabled)

OWN_APPS = [
    "cms.plugins",  # first: its ready() registers the hooks that every other app may call
    "cms.accounts",
    "cms.ledger",
    "cms.delivery",
    "cms.redirects",
    "cms.media",
    "cms.edits",
    "cms.schedule",  # before Wagtail: it replaces the publish_scheduled command
    "home",
    "pages",
    "blocks",
    "cms.review",
    "cms.demo",
    "cms.importer",
    "cms.preview",
    "cms.api",
    "wagtail.contrib.forms",
    "wagtail.contrib.redirects",
    "wagtail.contrib.settings",
    "wagtail.contrib.sitemaps",
    "wagtail.contrib.typed_table_block",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.api.v2",
    "wagtail.api.v3",
    "wagtail",
    "modelcluster",
    "taggit",
    "rest_framework",
    "corsheaders",
    "django_filters",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    # Search on PostgreSQL needs it; it cannot be imported without PostgreSQL's driver.
    *(["django.contrib.postgres"] if find_spec("psycopg") else []),
]
INSTALLED_APPS = apps_with(OWN_APPS, PLUGINS, before="cms.api")  # whose ready() types what they add

MIDDLEWARE = [
    "cms.delivery.middleware.DeliveryMiddleware",  # outermost: what it stores is what the reader gets
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "corsheaders.middleware.CorsMiddleware",
    "cms.steady_reads.SteadyReadMiddleware",
    "cms.api.middleware.PublicAPIMiddleware",  # before the session: the API reads no cookies
    "cms.hosts.HostRolesMiddleware",
    "cms.plugins.middleware.BeforeSignInMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.plugins.middleware.AfterSignInMiddleware",
    "cms.transactions.WriteTransactionMiddleware",  # innermost: holds just the view
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "wagtail.contrib.settings.context_processors.settings",
            ],
        },
    },
]

AUTH_USER_MODEL = "accounts.User"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LANGUAGE_CODE = product_settings().language_code
TIME_ZONE = product_settings().time_zone
USE_I18N = True
USE_TZ = True
