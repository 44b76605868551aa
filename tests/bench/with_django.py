"""Runs a module that needs Django: `python -m tests.bench.with_django tests.bench.build --pages 10`.

The settings are those of ``DJANGO_SETTINGS_MODULE``.
"""

import runpy
import sys

import django

if __name__ == "__main__":
    django.setup()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
