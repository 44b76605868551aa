"""The WSGI application: what granian (or any other WSGI server) runs. Production settings unless told otherwise."""

import gc
import os
import sys
from importlib import import_module

import django
from django.conf import settings
from django.utils.module_loading import import_string

from cms.errors import CmsError
from cms.handlers import UnicodeWSGIHandler
from cms.plugins.starting import naming_plugins

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

try:
    with naming_plugins():
        django.setup(set_prefix=False)
    import_module(settings.ROOT_URLCONF)  # what is wrong with an address stops the start, too
    with_fast_path = import_string("cms.delivery.fast_path.with_fast_path")  # its models need Django set up
    application = with_fast_path(UnicodeWSGIHandler())
    # What is loaded by now stays for good. The collector need not look through it again and again, and finds what
    # requests leave behind sooner: it waits for garbage in proportion to what it looks through.
    gc.collect()
    gc.freeze()
    gc.collect()
except CmsError as error:  # one line for the operator instead of a traceback
    sys.exit(f"{type(error).__name__}: {error}")
