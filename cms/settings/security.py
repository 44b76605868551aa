"""Sign-in, cookies, headers and who may call from where."""

from corsheaders.defaults import default_headers

from cms.conf import product_settings

SECRET_KEY = product_settings().secret_key.get_secret_value()
ALLOWED_HOSTS = list(product_settings().allowed_hosts)
CSRF_TRUSTED_ORIGINS = list(product_settings().csrf_trusted_origins)

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "wagtailadmin_login"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the admin frames its own previews
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a long page's editing form has thousands of fields

# The API alone may be read by other origins, and never with a cookie.
CORS_ALLOWED_ORIGINS = list(
    dict.fromkeys([*product_settings().cors_allowed_origins, *product_settings().frontend_origins])
)
CORS_URLS_REGEX = r"^/api/.*$"
CORS_ALLOW_CREDENTIALS = False
CORS_ALLOW_HEADERS = [*default_headers, "if-match", "if-none-match", "idempotency-key", "last-event-id"]
CORS_EXPOSE_HEADERS = ["ETag", "Link", "Location", "Retry-After"]

# Where the stream of changes is served, and to how many at once; see cms/streaming.
STREAM_URL = product_settings().stream_url
STREAM_LISTENERS = product_settings().stream_listeners

ADMIN_HOSTS = list(product_settings().admin_hosts)
API_HOSTS = list(product_settings().api_hosts)

# What one address may send to one form; see pages/submissions.
FORM_THROTTLE_LIMIT = product_settings().form_throttle_limit
FORM_THROTTLE_SECONDS = product_settings().form_throttle_seconds
FORM_KEY_HOURS = product_settings().form_key_hours
FORM_MINIMUM_SECONDS = product_settings().form_minimum_seconds
FORM_TOKEN_REQUIRED = product_settings().form_token_required

BEHIND_PROXY = product_settings().behind_proxy
TRUSTED_PROXIES = list(product_settings().trusted_proxies)

if BEHIND_PROXY:
    USE_X_FORWARDED_HOST = True
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
