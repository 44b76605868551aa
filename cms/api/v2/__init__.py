"""Wagtail's API version 2 with nothing private in it: our subclasses of its viewsets, serializers and filters."""
