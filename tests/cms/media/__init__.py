"""Tests of ``cms.media``."""
