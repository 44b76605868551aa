"""Where things are on disk."""

from pathlib import Path

from cms.conf import product_settings

BASE_DIR = Path(__file__).resolve().parents[2]
VAR_DIR = BASE_DIR / product_settings().var_dir  # an absolute VAR_DIR replaces BASE_DIR
