"""The WSGI application: what granian (or any other WSGI server) runs. Production settings unless told otherwise."""

import os
import sys

from django.core.wsgi import get_wsgi_application

from cms.errors import CmsError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.production")

try:
    application = get_wsgi_application()
except CmsError as error:  # one line for the operator instead of a traceback
    sys.exit(f"{type(error).__name__}: {error}")
