"""Every product setting, typed, read once from the environment.

``cms.settings`` turns these into Django's settings; other code reads ``product_settings()``. Nothing else in the
product
reads the environment. The table in README.md is checked against this class by a test.
"""

from functools import lru_cache
from typing import Annotated, Any

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from cms.errors import ConfigurationError

__all__ = ["ProductSettings", "product_settings"]

CommaSeparated = Annotated[list[str], NoDecode]


class ProductSettings(BaseSettings):
    """All settings. Each field's environment variable is its name in upper case."""

    model_config = SettingsConfigDict(extra="ignore", case_sensitive=False, frozen=True)

    secret_key: SecretStr = Field(
        default=SecretStr(""),
        description="Signs sessions and tokens; at least 50 characters in production.",
    )
    debug: bool = Field(default=False, description="Django's debug pages; production refuses to start with it.")
    allowed_hosts: CommaSeparated = Field(
        default_factory=list,
        description="Host names that this installation answers to, separated by commas.",
    )
    csrf_trusted_origins: CommaSeparated = Field(
        default_factory=list,
        description="Origins (with scheme) whose forms are accepted, separated by commas.",
    )
    database_url: str = Field(default="", description="Database; empty is SQLite at `var/db.sqlite3`.")
    redis_url: str = Field(default="", description="Redis for the shared cache; empty is a cache in each process.")
    var_dir: str = Field(
        default="var",
        description="Folder for the SQLite database, uploads and collected static files.",
    )
    public_url: str = Field(
        default="http://127.0.0.1:8000",
        description="Address of the admin, used in emails and previews.",
    )
    api_url: str = Field(default="", description="Address of the API in its own links; empty is the request's host.")
    admin_hosts: CommaSeparated = Field(
        default_factory=list, description="Hosts that alone serve the admin; empty is every host."
    )
    api_hosts: CommaSeparated = Field(
        default_factory=list, description="Hosts that alone serve the API; empty is every host."
    )
    cors_allowed_origins: CommaSeparated = Field(
        default_factory=list,
        description="Origins of browsers that may read the API, separated by commas.",
    )
    behind_proxy: bool = Field(
        default=False,
        description="Trust `X-Forwarded-Proto` and `X-Forwarded-Host` of a reverse proxy.",
    )
    email_url: str = Field(
        default="",
        description="SMTP server as `smtp://user:password@host:587`; empty prints emails to the console.",
    )
    email_from: str = Field(default="cms@localhost", description="Sender of the emails.")
    site_name: str = Field(default="Digital Skills CMS", description="Name of the installation in the admin.")
    time_zone: str = Field(default="Australia/Sydney", description="Time zone of the admin and of dates in templates.")
    language_code: str = Field(default="en-au", description="Language of the admin and of generated text.")
    media_url: str = Field(default="/media/", description="Address of uploads, with a trailing slash.")
    s3_bucket: str = Field(
        default="",
        description="Bucket for uploads on S3-compatible storage; empty is `VAR_DIR/media`.",
    )
    s3_endpoint_url: str = Field(
        default="", description="Endpoint of the S3-compatible storage; empty is the vendor's own."
    )
    log_level: str = Field(default="INFO", description="Lowest level that is logged to the standard error.")
    image_recipes: dict[str, str] = Field(
        default={
            "thumbnail": "fill-160x160",
            "card": "fill-640x360",
            "content": "width-960",
            "hero": "fill-1600x600",
        },
        description="Named renditions of every image in the API, as JSON: name to Wagtail filter.",
    )
    cms_plugins_disabled: CommaSeparated = Field(
        default_factory=list,
        description="Names of installed plugins that are not loaded, separated by commas.",
    )
    demo_password: SecretStr = Field(
        default=SecretStr(""),
        description="Password of the demo's four people; empty generates one for each.",
    )

    @field_validator(
        "allowed_hosts",
        "csrf_trusted_origins",
        "admin_hosts",
        "api_hosts",
        "cors_allowed_origins",
        "cms_plugins_disabled",
        mode="before",
    )
    @classmethod
    def _split_commas(cls, value: Any) -> Any:
        if isinstance(value, str):
            return [part.strip() for part in value.split(",") if part.strip()]
        return value


@lru_cache(maxsize=1)
def product_settings() -> ProductSettings:
    """The settings of this process.

    Raises ``ConfigurationError``, which names each variable that cannot be read.
    """
    try:
        return ProductSettings()
    except ValidationError as error:
        problems = "; ".join(f"{str(problem['loc'][0]).upper()}: {problem['msg']}" for problem in error.errors())
        raise ConfigurationError(f"Cannot read the settings. {problems}") from None
