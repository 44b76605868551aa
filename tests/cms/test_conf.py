"""Settings are read from the environment, typed, and an error about one names its variable and keeps its value."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from cms.conf import ProductSettings, product_settings
from cms.errors import ConfigurationError

NAMES = [name.upper() for name in ProductSettings.model_fields]


@pytest.fixture(autouse=True)
def _empty_environment(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    product_settings.cache_clear()
    yield
    monkeypatch.undo()
    product_settings.cache_clear()


def test_an_empty_environment_gives_every_default() -> None:
    settings = product_settings()
    assert settings.debug is False
    assert settings.allowed_hosts == []
    assert settings.var_dir == "var"
    assert settings.image_recipes == {}


def test_lists_are_separated_by_commas_and_lose_their_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", "cms.example.org, api.example.org,")
    assert product_settings().allowed_hosts == ["cms.example.org", "api.example.org"]


@pytest.mark.parametrize("host", ["[::1]", "127.0.0.1", ".example.org", "*"])
def test_what_django_takes_as_a_host_is_taken(monkeypatch: pytest.MonkeyPatch, host: str) -> None:
    monkeypatch.setenv("ALLOWED_HOSTS", host)
    assert product_settings().allowed_hosts == [host]


def test_addresses_lose_their_trailing_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PUBLIC_URL", "https://cms.example.org/")
    monkeypatch.setenv("CORS_ALLOWED_ORIGINS", "https://www.example.org/")
    assert product_settings().public_url == "https://cms.example.org"
    assert product_settings().cors_allowed_origins == ["https://www.example.org"]


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DEBUG", "release"),
        ("TRUSTED_PROXIES", "proxy.example.org"),
        ("TRUSTED_PROXIES", "10.0.0.1/8"),
        ("FORM_THROTTLE_LIMIT", "0"),
        ("ALLOWED_HOSTS", "https://cms.example.org"),
        ("ALLOWED_HOSTS", "cms.example.org:8000"),
        ("PUBLIC_URL", "cms.example.org"),
        ("PUBLIC_URL", "https://cms.example.org:port"),
        ("PUBLIC_URL", "https://[broken"),
        ("CORS_ALLOWED_ORIGINS", "www.example.org"),
        ("MEDIA_URL", "/media"),
        ("MEDIA_URL", "/"),
        ("TIME_ZONE", "Mars/Olympus"),
        ("TIME_ZONE", "../etc"),
        ("LOG_LEVEL", "LOUD"),
        ("IMAGE_RECIPES", "{card"),
        ("IMAGE_RECIPES", '["fill-640x360"]'),
        ("FRONTEND_URLS", "https://www.example.org"),
        ("FRONTEND_URLS", '["https://www.example.org"]'),
        *(
            ("FRONTEND_URLS", json.dumps({host: "https://www.example.org"}))
            for host in ("", "https://cms.example.org", "cms.example.org/", "cms.example.org:", "cms.example.org:0")
        ),
        *(
            ("FRONTEND_URLS", json.dumps({host: "https://www.example.org"}))
            for host in ("cms.example.org:http", "cms.example.org:70000", "a@cms.example.org", "[broken")
        ),
        *(
            ("FRONTEND_URLS", json.dumps({"cms.example.org": address}))
            for address in ("", "/", "www.example.org", "ftp://www.example.org", "https://www.example.org/?a=b", 7)
        ),
        ("FRONTEND_URLS", '{"cms.example.org": "https://user:hunter2@www.example.org"}'),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(ConfigurationError, match=f"^{variable}: ") as caught:
        product_settings()
    assert "\n" not in str(caught.value)
    assert "hunter2" not in str(caught.value)


def test_frontends_are_kept_by_host_in_lower_case_without_a_trailing_slash(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FRONTEND_URLS", '{"CMS.example.org:8080": "https://www.example.org/skills/"}')
    assert product_settings().frontend_urls == {"cms.example.org:8080": "https://www.example.org/skills"}


def test_every_wrong_variable_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DEBUG", "release")
    monkeypatch.setenv("LOG_LEVEL", "LOUD")
    with pytest.raises(ConfigurationError, match=r"DEBUG: .*LOG_LEVEL: "):
        product_settings()


@pytest.mark.parametrize("variable", ["SECRET_KEY", "DATABASE_URL", "REDIS_URL", "EMAIL_URL", "DEMO_PASSWORD"])
def test_what_may_hold_a_password_is_not_shown_in_a_log(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.setenv(variable, "smtp://user:hunter2@host")
    assert "hunter2" not in repr(product_settings())


def test_a_file_gives_settings_and_the_environment_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    env_file = tmp_path / "cms.env"
    env_file.write_text("SITE_NAME='From the file'\nLOG_LEVEL=ERROR\nUNKNOWN=kept out\n")
    monkeypatch.setenv("ENV_FILE", str(env_file))
    monkeypatch.setenv("LOG_LEVEL", "WARNING")
    assert product_settings().site_name == "From the file"
    assert product_settings().log_level == "WARNING"


def test_a_missing_file_is_refused_with_its_variable(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENV_FILE", str(tmp_path / "absent.env"))
    with pytest.raises(ConfigurationError, match=r"^ENV_FILE names .*absent\.env"):
        product_settings()
