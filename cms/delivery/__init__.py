"""Stored answers: publishing writes content, the first reader pays for rendering, everybody after reads one row.

A request meets this room twice. ``fast_path`` stands in front of Django and answers from one row: that of the answer's
form for readers who accept what this one accepts. What is not there goes on to Django, where ``middleware`` renders
it, notes what it depends on, and stores it. ``invalidate`` removes what a change of the ledger has made stale, in the
transaction of the change.

Why a stale answer is never stored: the ledger's number is read before rendering begins. Storing takes a shared lock of
the head row and compares. Whoever changes content holds that row until the commit, and removes by tag while it does.
So an answer that was rendered before a change either is stored before the change takes the row, and removed by it, or
finds the row held or the number changed, and is not stored. All rows of an answer are written in the transaction of
that comparison, and removed together, forms last.
"""
