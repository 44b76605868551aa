"""Brings content from files in: readers, a neutral document, a mapper to sections, a writer, a report.

::

    source.py -> readers/ -> document.py -> sections.py -> write.py
                                  └------------ report.py

``manage.py import_content`` is the way in; ``docs/import.md`` is the guide.
"""
