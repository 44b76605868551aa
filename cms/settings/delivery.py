"""Stored answers of the API; see ``cms.delivery``."""

from cms.conf import product_settings

DELIVERY_STORE = product_settings().delivery_store
DELIVERY_MAX_ENTRIES = product_settings().delivery_max_entries
DELIVERY_MAX_BYTES = product_settings().delivery_max_megabytes * 1024 * 1024
DELIVERY_MAX_AGE = product_settings().delivery_max_age
DELIVERY_STALE_WHILE_REVALIDATE = product_settings().delivery_stale_while_revalidate
DELIVERY_MEMORY_BYTES = product_settings().delivery_memory_megabytes * 1024 * 1024
DELIVERY_OUTAGE_SECONDS = product_settings().delivery_outage_seconds
