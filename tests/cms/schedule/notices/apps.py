"""App configuration of the notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Installed by the test settings only. It has no migrations: its tables come and go with the test database."""

    name = "tests.cms.schedule.notices"
    label = "notices"
