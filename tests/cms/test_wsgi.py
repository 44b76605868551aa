"""The WSGI application as a server loads it."""

import os
import subprocess
import sys


def test_what_is_loaded_at_the_start_is_left_alone_by_the_collector() -> None:
    program = "import gc, cms.wsgi; print(gc.get_freeze_count(), len(gc.get_objects()))"
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}

    said = subprocess.run(
        [sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True
    ).stdout

    frozen, others = map(int, said.split())
    assert frozen > 100 * others
