"""Addresses below ``/api/graphql/``."""

from django.urls import path

from digital_skills_graphql.view import graphql

__all__ = ["urlpatterns"]

urlpatterns = [path("", graphql, name="graphql")]
