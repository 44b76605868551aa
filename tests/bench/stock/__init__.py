"""Stock Wagtail with one page type: what an installation without any code of ours serves. A baseline of the bench."""
