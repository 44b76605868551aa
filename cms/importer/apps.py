"""App configuration of the importer."""

from django.apps import AppConfig

__all__ = ["ImporterConfig"]


class ImporterConfig(AppConfig):
    """Brings in content from files and remembers what it made."""

    name = "cms.importer"
    label = "importer"
