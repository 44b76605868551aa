"""The lists on a page: rows that belong to one page and are edited with it. One file per page type that has them.

Each row is an orderable child (``ParentalKey``), followed by the typed shape in which the API serves the list.
"""
