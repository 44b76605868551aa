"""Calls a function of ``processes``, named on the command line with its arguments, once Django is set up."""

import sys
from importlib import import_module

import django

if __name__ == "__main__":
    django.setup()
    getattr(import_module("tests.cms.schedule.processes"), sys.argv[1])(*sys.argv[2:])
