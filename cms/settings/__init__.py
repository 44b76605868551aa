"""Django's settings by topic, composed by ``development``, ``test`` and ``production``.

The topics hold Django names only; every value that differs between installations comes from ``cms.conf``.
"""
