"""The stream of changes: ``/api/v3/changes/stream/`` as server-sent events, for as many listeners as there are.

A stream holds its connection for as long as somebody listens, so it is no work for threads that answer requests. It is
an ASGI application (``application``), put around Django's by ``cms.asgi`` and run in a process beside the WSGI one. One
poller in each process looks where the ledger stands and reads each change once for everybody who listens.

Nothing here decides who may know what: each listener begins by asking Django for ``/api/v3/changes/``, by the same code
and with the same headers, and goes on with what that answer allows.
"""
