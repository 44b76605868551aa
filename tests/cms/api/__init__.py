"""Tests of ``cms.api``, most of them over both versions."""
