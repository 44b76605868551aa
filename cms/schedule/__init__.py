"""Scheduled publishing and expiry, safe to run from cron."""
