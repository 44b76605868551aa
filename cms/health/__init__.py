"""Whether this process is alive (``/healthz/``) and whether it can do its work (``/readyz/``).

``checks.py`` are the built-in checks, ``views.py`` answers. Plugins add checks by the hook ``health_checks``.
"""
