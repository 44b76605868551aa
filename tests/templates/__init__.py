"""Tests of the default rendering."""
