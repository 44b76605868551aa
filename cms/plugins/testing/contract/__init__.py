"""Holds every response of the API that a test receives against the OpenAPI document. See ``middleware``."""
