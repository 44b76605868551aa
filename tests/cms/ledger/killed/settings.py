"""Settings of the killed workers: those of the tests, with the store of public answers."""

from cms.settings.test import *  # noqa: F403  settings are composed by star imports

DELIVERY_STORE = True
