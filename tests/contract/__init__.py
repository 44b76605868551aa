"""Holds every response of version 3 that the test suite receives against the OpenAPI document. See ``middleware``."""
