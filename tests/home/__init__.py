"""Tests of ``home``."""
