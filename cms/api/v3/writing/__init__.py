"""Writing pages through version 3: what can be sent of each page type, and how it gets into the page.

What can be sent is what the page type's form in the admin offers, whoever made the type: its fields, its lists and its
bodies, under the names that they are read by. It is validated by that form, and saved by the admin's own actions.
"""
