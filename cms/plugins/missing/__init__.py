"""What stands in for the page types and other models of plugins that are not installed.

Wagtail asks a content type for its model in a hundred places, and most of them cannot go on without one. So a content
type without a model answers with a stand-in, which loses nothing and shows nothing::

    content_types.py    which content types have no model
    stand_ins.py        what they answer with instead
    pages.py            a page of a missing type: it can be looked at, moved and unpublished, and nothing else
    permissions.py      what may be done to such a page
    objects.py          any other object of a missing type: as if there were none
    references.py       what the reference index knows of them
    deletion.py         refuses to delete such a page, and whatever would take one along
    receivers.py        connects all that

The rows themselves, in the plugin's tables and in the base tables of Wagtail, are left alone.
"""
