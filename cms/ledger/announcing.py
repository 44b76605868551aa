"""Tells followers of the change feed that plugins came or went. Called by ``manage.py announce_plugins``.

With a plugin come and go pages, blocks in the bodies of others, and whatever it adds to answers. No row of any object
changes, so there is nothing to record of one: followers start over and read what there is now.
"""

from cms.ledger.compaction import start_over
from cms.ledger.head import writing
from cms.plugins.record import KnownPlugin, record_plugins, unannounced

__all__ = ["announce_plugins"]

#: No number is given twice here: one further than whoever has seen the last change is far enough.
LEAP = 1


def announce_plugins() -> list[str]:
    """Have everybody start over if this process has other plugins than were announced last. Returns their names.

    Of several callers, one does it: the others wait for their turn and find nothing left to tell.
    """
    with writing():
        record_plugins()
        news = unannounced()
        for name, brought in news.items():
            KnownPlugin.objects.filter(name=name).update(announced=brought)
        if news:
            start_over(LEAP)
    return list(news)
