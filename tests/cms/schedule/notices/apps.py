"""App configuration of the notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Installed by the test settings only."""

    name = "tests.cms.schedule.notices"
    label = "notices"
