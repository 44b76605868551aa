"""Moderation: the groups, the workflow, and what a reviewer needs."""
