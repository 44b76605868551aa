"""The ASGI application, for servers that speak ASGI. Production settings unless told otherwise."""

import os
import sys

from django.core.asgi import get_asgi_application

from cms.errors import CmsError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

try:
    application = get_asgi_application()
except CmsError as error:  # one line for the operator instead of a traceback
    sys.exit(f"{type(error).__name__}: {error}")
