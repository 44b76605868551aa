"""Edits in the admin that would overwrite another one are refused, with who made it, and nothing typed is lost.

A form tells which state of its object it was opened with (``states``). When another state is stored as it is saved, the
form is shown again as it was typed (``refusing_views``, ``privacy``), with what happened (``refusal``) and a box to
tick for saving over it after all. All of this happens within the transaction of the save, which waited for its turn.
"""
