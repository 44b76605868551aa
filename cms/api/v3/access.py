"""Who may call an operation of version 3. Every operation names one of these as its ``auth``.

``ANYBODY`` reads what is public, and what the caller's credential opens. The others need an API token with a scope;
``WITH_TOKEN`` is for what a token may ask whatever its scopes, ``PREVIEWS`` for a frontend that shows a preview. The
middleware has refused what is not valid by now.
"""

from abc import abstractmethod
from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI, Router
from ninja.operation import Operation
from ninja.security.http import HttpAuthBase
from ninja.utils import normalize_path
from wagtail.models import APIToken

from cms.api.callers import Caller, caller_of
from cms.api.credentials import scope_problem
from cms.api.scopes import Scope
from cms.errors import ConfigurationError, MissingScopeError

__all__ = [
    "ANYBODY",
    "PREVIEWS",
    "READS_DRAFTS",
    "REVIEWS",
    "WITH_TOKEN",
    "WRITES",
    "WRITES_AND_REVIEWS",
    "ApiToken",
    "PreviewToken",
    "ReadersToken",
    "UnlockToken",
    "document_access",
    "is_declared_access",
    "publishes_with_review",
    "register_scope_problems",
    "with_access",
]


class ApiToken(HttpAuthBase):
    """Made by administrators under Settings › API tokens; acts with the rights of its owner, within its scopes."""

    openapi_scheme = "bearer"
    openapi_description = "An API token, `wagtail_…`: acts with the rights of its owner, within its scopes."

    def __init__(self, *scopes: Scope, everybody: bool = False) -> None:
        self.scopes = scopes
        self.everybody = everybody
        super().__init__()

    def __call__(self, request: HttpRequest) -> APIToken | None:
        """The token, if there is one. Raises ``MissingScopeError``.

        Where everybody may read, the token acts for its owner only when it may read drafts.
        """
        caller = caller_of(request)
        if caller.token is None:
            return None
        if not self.everybody:
            caller.require(*self.scopes)
        acts = not self.everybody or Scope.READ_DRAFTS in caller.scopes
        request.user = caller.user if acts else AnonymousUser()
        return caller.token


class ReadersToken(HttpAuthBase):
    """A bearer token that lets somebody read what it was given out for, as nobody in particular."""

    openapi_scheme = "bearer"

    def __call__(self, request: HttpRequest) -> Caller | None:
        """The caller, if they have such a token."""
        request.user = AnonymousUser()
        caller = caller_of(request)
        return caller if self.is_held_by(caller) else None

    @abstractmethod
    def is_held_by(self, caller: Caller) -> bool:
        """Whether ``caller`` has sent a token of this kind."""


class UnlockToken(ReadersToken):
    """Given out for the password of a private page; opens that page and those below it."""

    openapi_description = "An unlock token, `unlock_…`: opens the private page that it was given out for."

    def is_held_by(self, caller: Caller) -> bool:
        """Whether they unlocked a page."""
        return bool(caller.unlocked)


class PreviewToken(ReadersToken):
    """Given to a frontend when somebody previews a page; shows that page as it was then, and nothing else."""

    openapi_description = "A preview token, `preview_…`: shows the page that somebody previews, as they have typed it."

    def is_held_by(self, caller: Caller) -> bool:
        """Whether they show a preview."""
        return caller.draft is not None


def without_credential(request: HttpRequest) -> Caller:
    """Let anybody in, as nobody. The last of the ways in of ``ANYBODY``."""
    request.user = AnonymousUser()
    return caller_of(request)


ANYBODY = [ApiToken(everybody=True), UnlockToken(), without_credential]
PREVIEWS = PreviewToken()
WITH_TOKEN = ApiToken()
READS_DRAFTS = ApiToken(Scope.READ_DRAFTS)
WRITES = ApiToken(Scope.WRITE)
REVIEWS = ApiToken(Scope.REVIEW)
WRITES_AND_REVIEWS = ApiToken(Scope.WRITE, Scope.REVIEW)


def is_declared_access(operation: Operation) -> bool:
    """Whether ``operation`` says who may call it, in one of the ways of this module."""
    ways = operation.auth_callbacks
    ours = (isinstance(way, ApiToken | ReadersToken) or way is without_credential for way in ways)
    return bool(ways) and all(ours)


def with_access(
    router: Router,
    access: Mapping[str, Any],
    publishing: frozenset[str] = frozenset(),
    around: Mapping[str, Callable[[Any], Any]] = MappingProxyType({}),
) -> Router:
    """A copy of a router of Wagtail's with the ``access`` of each operation, by its id, in place of Wagtail's.

    Those in ``publishing`` need ``review`` as well when they publish; ``around`` decorates views. Raises
    ``ConfigurationError`` for an operation that ``access`` does not name: a new version of Wagtail brings no way in
    that nobody looked at.
    """
    copy = Router(tags=router.tags)
    for mount in router.build_routers(""):
        for path, view in mount.template.path_operations.items():
            view_copy = view.clone()
            for operation in view_copy.operations:
                name = operation.operation_id or ""
                if name not in access:
                    raise ConfigurationError(f"Wagtail's operation {name} at {path} has no access declared.")
                operation.auth_param = access[name]
                operation.auth_callbacks = [access[name]]
                operation.tags = operation.tags or router.tags
                operation.view_func = around.get(name, lambda view: view)(operation.view_func)
                if name in publishing:
                    operation.view_func = publishes_with_review(operation.view_func)
            copy.path_operations[normalize_path(f"{mount.prefix}{path}")] = view_copy
    return copy


def publishes_with_review(view: Callable[..., Any]) -> Callable[..., Any]:
    """``view``, which needs ``review`` besides its own scope when its content asks to publish at once."""

    @wraps(view)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        if _publishes(kwargs.get("data")):
            caller_of(request).require(Scope.REVIEW)
        return view(request, *args, **kwargs)

    return wrapper


def document_access(document: Any, operations: Iterable[Operation]) -> Any:
    """``document`` with the scopes that each of ``operations`` needs, and which of them need no credential at all."""
    needed = {operation.operation_id: operation.auth_callbacks for operation in operations}
    for described in (each for methods in document["paths"].values() for each in methods.values()):
        ways: list[dict[str, list[str]]] = []
        for way in needed[described["operationId"]]:
            name = type(way).__name__ if isinstance(way, HttpAuthBase) else None
            ways.append({name: sorted(getattr(way, "scopes", ()))} if name else {})
        described["security"] = ways
    return document


def register_scope_problems(api: NinjaAPI) -> None:
    """Answer a missing scope with a problem that names it."""

    @api.exception_handler(MissingScopeError)
    def missing_scope(request: HttpRequest, error: MissingScopeError) -> HttpResponse:
        return scope_problem(error)


def _publishes(data: Any) -> bool:
    """Whether ``data``, the content of a request, asks for something that readers see at once."""
    meta = data.get("meta") if isinstance(data, dict) else getattr(data, "meta", None)
    action = meta.get("action") if isinstance(meta, dict) else getattr(meta, "action", None)
    at_once = action == "publish"
    return at_once or any(getattr(data, name, False) for name in ("keep_live", "alias"))
