"""Settings for the test suite: those of a plugin's tests, without any plugin that is not named.

``tests/conftest.py`` moves the SQLite database and the uploads into pytest's temporary folder.
"""

from cms.conf import product_settings
from cms.plugins.finding import apps_with
from cms.settings.plugin_test import *

# What is installed beside the CMS makes no difference to its tests; a plugin's own tests name the plugin.
PLUGINS = tuple(plugin for plugin in PLUGINS if plugin.name in product_settings().test_plugins)
INSTALLED_APPS = apps_with(OWN_APPS, PLUGINS, before="cms.api")
INSTALLED_APPS += ["tests.cms.schedule.notices"]  # a snippet with drafts, which the product has none of
