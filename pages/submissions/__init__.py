"""What happens to what a reader sends to a form page, from this site's own page or through the API.

``receive`` is the way of a submission through the rest: the throttle, the spam trap, the idempotency key and the form
that Wagtail builds. Submissions themselves are Wagtail's. What is kept beside them are digests with the installation's
secret key, for a limited time: no address and no answer can be read from them.
"""
