"""The ASGI application, for servers that speak ASGI. Production settings unless told otherwise."""

import os
import sys

import django

from cms.errors import CmsError
from cms.handlers import UnicodeASGIHandler

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

try:
    django.setup(set_prefix=False)
    application = UnicodeASGIHandler()
except CmsError as error:  # one line for the operator instead of a traceback
    sys.exit(f"{type(error).__name__}: {error}")
