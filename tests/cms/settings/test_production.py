"""Production starts when it is safe to, and otherwise says in one line which variable is wrong."""

import pytest

from tests.programs import manage, python

SAFE = {
    "DJANGO_SETTINGS_MODULE": "cms.settings.production",
    "SECRET_KEY": "0123456789-abcdefghijklmnopqrstuvwxyz-0123456789-abcdefghijk",
    "ALLOWED_HOSTS": "cms.example.org",
}
SHOW = "from django.conf import settings; print({})"


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("SECRET_KEY", ""),
        ("SECRET_KEY", "short"),
        ("SECRET_KEY", "a" * 60),
        ("DEBUG", "true"),
        ("ALLOWED_HOSTS", ""),
        ("ALLOWED_HOSTS", ".example.org"),
        ("DATABASE_URL", "mysql://host/name"),
        ("REDIS_URL", "host:6379"),
        ("EMAIL_URL", "mail.example.org"),
        ("VAR_DIR", "/dev/null/var"),
    ],
)
def test_an_unsafe_or_wrong_setting_stops_the_start_with_one_line(variable: str, value: str) -> None:
    ended = manage("check", **{**SAFE, variable: value})
    assert ended.returncode == 1
    # Hosts that are patterns only leave the admin without an address.
    assert (variable if value != ".example.org" else "PUBLIC_URL") in ended.stderr
    assert len(ended.stderr.splitlines()) == 1, ended.stderr


@pytest.mark.parametrize("missing", ["SECRET_KEY", "ALLOWED_HOSTS"])
def test_a_missing_setting_stops_django_however_it_is_started(missing: str) -> None:
    environment = {name: value for name, value in SAFE.items() if name != missing}
    by_hand = python("import django; django.setup()", **environment)
    assert by_hand.returncode == 1
    assert f"ConfigurationError: {missing} must" in by_hand.stderr
    by_server = python("import cms.wsgi", **environment)
    assert by_server.returncode == 1
    assert by_server.stderr.startswith(f"ConfigurationError: {missing} must")
    assert len(by_server.stderr.splitlines()) == 1, by_server.stderr


def test_the_servers_use_production_settings_unless_told_otherwise() -> None:
    environment = {name: value for name, value in SAFE.items() if name != "DJANGO_SETTINGS_MODULE"}
    for module in ("cms.wsgi", "cms.asgi"):
        shown = python(
            f"import {module}; from django.conf import settings; print(settings.SETTINGS_MODULE, settings.DEBUG)",
            **environment,
        )
        assert shown.stdout.split() == ["cms.settings.production", "False"], shown.stderr


def test_a_safe_production_passes_the_deployment_check() -> None:
    checked = manage("check", "--deploy", "--fail-level", "WARNING", **SAFE)
    assert checked.returncode == 0, checked.stderr


def test_slow_work_waits_for_the_worker_and_wagtails_own_does_not() -> None:
    backends = "*(settings.TASKS[name]['BACKEND'].rpartition('.')[2] for name in ('background', 'default'))"
    assert python(SHOW.format(backends), **SAFE).stdout.split() == ["DatabaseBackend", "ImmediateBackend"]
    elsewhere = python(SHOW.format(backends), DJANGO_SETTINGS_MODULE="cms.settings.development")
    assert elsewhere.stdout.split() == ["ImmediateBackend", "ImmediateBackend"]


def test_cookies_need_tls_unless_the_public_address_says_otherwise() -> None:
    names = "settings.WAGTAILADMIN_BASE_URL, settings.SESSION_COOKIE_SECURE, settings.SECURE_HSTS_SECONDS > 0"
    by_default = python(SHOW.format(names), **SAFE)
    assert by_default.stdout.strip() == "https://cms.example.org True True"
    without_tls = python(SHOW.format(names), **SAFE, PUBLIC_URL="http://cms.example.org:8080")
    assert without_tls.stdout.strip() == "http://cms.example.org:8080 False False"


def test_links_in_the_api_lead_to_the_public_address_unless_the_api_has_its_own() -> None:
    assert python(SHOW.format("settings.WAGTAILAPI_BASE_URL"), **SAFE).stdout.strip() == "https://cms.example.org"
    apart = python(SHOW.format("settings.WAGTAILAPI_BASE_URL"), **SAFE, API_URL="https://api.example.org/")
    assert apart.stdout.strip() == "https://api.example.org"


def test_a_traceback_is_there_for_who_asks() -> None:
    ended = manage("check", "--traceback", DJANGO_SETTINGS_MODULE="cms.settings.production")
    assert "Traceback" in ended.stderr
