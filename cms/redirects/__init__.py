"""The addresses that pages had lead on to where they are, from the moment at which they have another one.

Wagtail does so, too, but after the commit of a new slug, where a killed process leaves the old address dead; without
telling of the redirects that it makes; and with a condition for each page in one statement, which SQLite refuses for a
section of a thousand pages. So ``WAGTAILREDIRECTS_AUTO_CREATE`` is off.
"""
