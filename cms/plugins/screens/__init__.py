"""What editors and administrators see of plugins in the admin.

::

    missing_page.py     a page of a missing type, to look at
    refusals.py         what cannot be done with it, and why
    stored_values.py    what is stored of it
    reports.py          the reports of such pages, and of plugins with the content that depends on them
    viewset.py          which screens such a page has
"""
