"""Images and documents: Wagtail's own, in tables of ours, with what a headless frontend needs."""
