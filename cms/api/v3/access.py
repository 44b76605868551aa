"""Who may call an operation of version 3. Named as ``auth`` by the routers."""

from wagtail.api.v3.auth import AllowAnonymous, BearerTokenAuth

__all__ = ["ANYBODY", "WITH_TOKEN"]

WITH_TOKEN = BearerTokenAuth()
ANYBODY = [WITH_TOKEN, AllowAnonymous()]  # a token is read when there is one; a session never is
