"""The ASGI application: what serves the stream of changes beside the WSGI server. Production settings unless told
otherwise.

It answers everything else, too, as Django does it; but the WSGI server is made for that.
"""

import os
import sys

import django
from django.utils.module_loading import import_string

from cms.errors import CmsError
from cms.handlers import UnicodeASGIHandler
from cms.plugins.starting import naming_plugins

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

try:
    with naming_plugins():
        django.setup(set_prefix=False)
    with_streams = import_string("cms.streaming.application.Streams")  # its models need Django set up
    application = with_streams(UnicodeASGIHandler())
except CmsError as error:  # one line for the operator instead of a traceback
    sys.exit(f"{type(error).__name__}: {error}")
