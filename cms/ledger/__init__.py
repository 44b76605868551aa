"""The ledger: every change that a reader could see is one row with the next number, written with the change itself.

``head.writing()`` is the transaction that whoever changes content works in: one at a time, and nothing loaded before
its turn. ``recording.record()`` writes a change. ``head.latest_number()`` is where the ledger stands. Stored responses,
the change feed and whatever follows later read these rows and nothing else.
"""
