"""Every product setting, typed, read once from the environment.

``cms.settings`` turns these into Django's settings; other code reads ``product_settings()``. Nothing else in the
product reads the environment. The table in README.md is checked against this class by a test.
"""

import os
from functools import lru_cache
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from cms.errors import ConfigurationError
from cms.setting_values import (
    CommaSeparated,
    FrontendAddresses,
    HostNames,
    JsonTexts,
    LogLevel,
    Networks,
    Origins,
    TimeZone,
    UrlPath,
    UrlPrefix,
    WebAddress,
    origin_of,
)

__all__ = ["ProductSettings", "product_settings"]


class ProductSettings(BaseSettings):
    """All settings. Each field's environment variable is its name in upper case."""

    model_config = SettingsConfigDict(extra="ignore", case_sensitive=False, frozen=True)

    env_file: str = Field(
        default="",
        description="File with further settings, a `NAME=value` on each line; the environment wins over it.",
    )
    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description="Signs sessions and tokens; at least 50 random characters in production.",
    )
    debug: bool = Field(default=False, description="Never set in production, which refuses to start with it.")
    allowed_hosts: HostNames = Field(
        default_factory=list,
        description="Host names that this installation answers to, separated by commas; needed in production.",
    )
    csrf_trusted_origins: CommaSeparated = Field(
        default_factory=list,
        description="Origins (with scheme) whose forms are accepted, separated by commas.",
    )
    database_url: SecretStr = Field(
        default=SecretStr(""),
        description="Database as `postgres://user:password@host/name`; empty is SQLite at `VAR_DIR/db.sqlite3`.",
    )
    redis_url: SecretStr = Field(
        default=SecretStr(""), description="Redis for the shared cache; empty is a cache in each process."
    )
    var_dir: str = Field(
        default="var",
        description="Folder for the SQLite database, uploads and collected static files.",
    )
    public_url: WebAddress = Field(
        default="",
        description=(
            "Address of the admin, used in emails and previews; empty is `https://` and the first of `ALLOWED_HOSTS` "
            "in production, `http://127.0.0.1:8000` elsewhere."
        ),
    )
    api_url: WebAddress = Field(default="", description="Address of the API in its own links; empty is `PUBLIC_URL`.")
    frontend_urls: FrontendAddresses = Field(
        default={},
        description=(
            "Address of the frontend that shows each site, as JSON: host name of the site (with its port where sites "
            "share one) to address; URLs of pages in the API begin with it. A site without one has its own address."
        ),
    )
    frontend_preview_path: UrlPath = Field(
        default="/api/preview/",
        description=(
            "Path on each of `FRONTEND_URLS` that shows previews (`docs/preview.md`); empty, the CMS's own rendering "
            "does."
        ),
    )
    admin_hosts: HostNames = Field(
        default_factory=list, description="Hosts that alone serve the admin; empty is every host."
    )
    api_hosts: HostNames = Field(
        default_factory=list, description="Hosts that alone serve the API; empty is every host."
    )
    cors_allowed_origins: Origins = Field(
        default_factory=list,
        description="Origins whose scripts may read the API besides those of `FRONTEND_URLS`, separated by commas.",
    )
    behind_proxy: bool = Field(
        default=False,
        description=(
            "Trust `X-Forwarded-Proto`, `X-Forwarded-Host` and the end of `X-Forwarded-For` of a reverse proxy."
        ),
    )
    trusted_proxies: Networks = Field(
        default_factory=list,
        description=(
            "Addresses or networks of proxies and of frontends' servers, separated by commas, whose `X-Forwarded-For` "
            "says for whom they ask."
        ),
    )
    email_url: SecretStr = Field(
        default=SecretStr(""),
        description="SMTP server as `smtp://user:password@host:587`; empty prints emails to the console.",
    )
    email_from: str = Field(default="cms@localhost", description="Sender of the emails.")
    site_name: str = Field(default="Digital Skills CMS", description="Name of the installation in the admin.")
    time_zone: TimeZone = Field(
        default="Australia/Sydney", description="Time zone of the admin and of dates in templates."
    )
    language_code: str = Field(default="en-au", description="Language of the admin and of generated text.")
    media_url: UrlPrefix = Field(
        default="/media/",
        description="Address of uploads, with a trailing slash; with a bucket, the address it is read at.",
    )
    s3_bucket: str = Field(
        default="",
        description="Bucket for uploads on S3-compatible storage; empty is `VAR_DIR/media`.",
    )
    s3_endpoint_url: WebAddress = Field(
        default="", description="Endpoint of the S3-compatible storage; empty is the vendor's own."
    )
    log_level: LogLevel = Field(default="INFO", description="Lowest level that is logged to the standard error.")
    image_recipes: JsonTexts = Field(
        default={},
        description=(
            "Further image recipes of the API, and changes of those that there are, as JSON: name to Wagtail filter; "
            "`null` takes a recipe away."
        ),
    )
    form_throttle_limit: int = Field(
        default=20,
        ge=1,
        le=100_000,
        description=(
            "How often one address may send one form within `FORM_THROTTLE_SECONDS`; what was refused counts as well."
        ),
    )
    form_throttle_seconds: int = Field(
        default=600, ge=1, le=86_400, description="Length of the span that `FORM_THROTTLE_LIMIT` is for, in seconds."
    )
    form_key_hours: int = Field(
        default=24,
        ge=1,
        le=720,
        description="How long a repeated submission is known by its `Idempotency-Key`, in hours.",
    )
    form_minimum_seconds: int = Field(
        default=2,
        ge=0,
        le=60,
        description="A form that is sent sooner after it was shown, in seconds, was filled in by a program.",
    )
    form_token_required: bool = Field(
        default=False, description="Refuse submissions without the token that says when the form was shown."
    )
    cms_plugins_disabled: CommaSeparated = Field(
        default_factory=list,
        description="Names of installed plugins that are not loaded, separated by commas.",
    )
    api_token_days: int = Field(
        default=90, ge=1, le=3650, description="Days that an API token holds, unless its maker says otherwise."
    )
    api_token_most_days: int = Field(default=365, ge=1, le=3650, description="Days that an API token can hold at most.")
    unlock_minutes: int = Field(
        default=60, ge=1, le=43_200, description="Minutes for which the password of a private page opens it in the API."
    )
    delivery_store: bool = Field(
        default=True, description="Store the API's public answers, and serve them without rendering them again."
    )
    delivery_max_entries: int = Field(
        default=50_000, ge=100, le=10_000_000, description="Most answers that are stored; the oldest go first."
    )
    delivery_max_megabytes: int = Field(
        default=512, ge=1, le=1_000_000, description="Most that the stored answers may take, in megabytes."
    )
    delivery_max_age: int = Field(
        default=5,
        ge=0,
        le=86_400,
        description="Seconds for which browsers and CDNs may keep a public answer of the API without asking again.",
    )
    delivery_stale_while_revalidate: int = Field(
        default=30,
        ge=0,
        le=86_400,
        description="Seconds after that for which they may still show it while they ask.",
    )
    delivery_memory_megabytes: int = Field(
        default=28,
        ge=0,
        le=1024,
        description="Megabytes in which each process keeps the answers that are asked for often; 0 keeps none.",
    )
    delivery_outage_seconds: int = Field(
        default=0,
        ge=0,
        le=86_400,
        description=(
            "With the database gone, seconds for which a process may answer with what it served last, marked as "
            "stale; 0 never does."
        ),
    )
    changes_keep_days: int = Field(
        default=30,
        ge=1,
        le=3650,
        description="Days for which `manage.py compact_changes` keeps changes; who lags further behind starts over.",
    )
    stream_url: WebAddress = Field(
        default="",
        description=(
            "Address at which the change stream is served, where no proxy leads there by path: "
            "`/api/v3/changes/stream/` redirects to that path there."
        ),
    )
    stream_listeners: int = Field(
        default=2000, ge=1, le=100_000, description="Listeners to the change stream that one process takes at most."
    )
    demo_password: SecretStr = Field(
        default=SecretStr(""),
        description="Password of the demo's four people; empty generates one for each.",
    )
    test_database_url: SecretStr = Field(
        default=SecretStr(""),
        description="Database server for the test suite, which makes its own databases there; empty is SQLite.",
    )
    test_plugins: CommaSeparated = Field(
        default_factory=list,
        description="Names of installed plugins that the tests run with, separated by commas; empty is none.",
    )
    test_redis_url: SecretStr = Field(
        default=SecretStr(""),
        description="Redis for the tests that need one; empty skips them.",
    )

    @property
    def frontend_origins(self) -> list[str]:
        """The origins of ``frontend_urls``, each once."""
        return list(dict.fromkeys(map(origin_of, self.frontend_urls.values())))


@lru_cache(maxsize=1)
def product_settings() -> ProductSettings:
    """The settings of this process.

    Raises ``ConfigurationError``, which names each variable that cannot be read and never repeats its value.
    """
    env_file = os.environ.get("ENV_FILE", "")
    if env_file and not Path(env_file).is_file():
        raise ConfigurationError(f"ENV_FILE names {env_file}, which is no file.")
    try:
        return ProductSettings(_env_file=env_file or None)
    except ValidationError as error:
        problems = {_variable(problem["loc"]): problem["msg"] for problem in error.errors()}
    except (OSError, UnicodeDecodeError):
        raise ConfigurationError(f"ENV_FILE names {env_file}, which cannot be read.") from None
    raise ConfigurationError(" ".join(f"{name}: {_reason(message)}." for name, message in problems.items()))


def _variable(location: tuple[int | str, ...]) -> str:
    return str(location[0]).upper()


def _reason(message: str) -> str:
    return message.removeprefix("Value error, ").rstrip(".")
