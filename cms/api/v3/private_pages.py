"""Pages that are there but not for everybody: how version 3 says so, and how a password opens them.

Detail, resolve and forms call ``refuse_private`` before they answer 404; listings leave such pages out. Nothing of the
page shows but that it is there and what opens it. Version 2 answers 404, as it always has.
"""

import datetime
from http import HTTPStatus
from typing import Annotated, Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.crypto import constant_time_compare
from ninja import Field, NinjaAPI, Router, Schema
from wagtail.api.v2.utils import get_full_url
from wagtail.models import Page, PageViewRestriction

from blocks.visibility import closed_restrictions
from cms.api.attempts import count_attempt, forgive_attempt
from cms.api.callers import caller_of
from cms.api.problems import problem_response
from cms.api.public import live_pages, same_site
from cms.api.query import LARGEST_NUMBER
from cms.api.unlocking import make_unlock_token
from cms.api.v3.access import ANYBODY
from cms.api.v3.problem_responses import documented_problems
from cms.errors import PrivatePageError, TooManyAttemptsError

__all__ = ["refuse_private", "register_private_pages", "router"]

PASSWORD = PageViewRestriction.PASSWORD
LONGEST_PASSWORD = 255
PageId = Annotated[int, Field(ge=1, le=LARGEST_NUMBER)]

SAID = {
    PageViewRestriction.PASSWORD: "This page needs a password.",
    PageViewRestriction.LOGIN: "This page is for people who sign in: it needs an API token.",
    PageViewRestriction.GROUPS: "This page is for certain groups: it needs an API token of somebody in one of them.",
}

router = Router(tags=["pages"])


def refuse_private(request: HttpRequest, page_id: int, model: type[Page] = Page) -> None:
    """Raise ``PrivatePageError`` when the page, a ``model``, is live on the requested site and closed to the caller.

    What a sign-in opens is named before a password, which alone would not do.
    """
    page = live_pages(request).type(model).filter(pk=page_id).first()
    closed = closed_restrictions(page) if page is not None else []
    kinds = {restriction.restriction_type for restriction in closed}
    for kind in SAID:
        if kind in kinds and (kind != PASSWORD or kinds == {PASSWORD}):
            raise PrivatePageError(kind, page_id)


def register_private_pages(api: NinjaAPI) -> None:
    """Answer a private page with a problem that says what opens it."""

    @api.exception_handler(PrivatePageError)
    def private_page(request: HttpRequest, error: PrivatePageError) -> HttpResponse:
        members = {"restriction": error.restriction}
        is_signed_in = error.restriction != PASSWORD and caller_of(request).token is not None
        if error.restriction == PASSWORD:
            members["unlock_url"] = _unlock_url(request, error.page_id)
        status = HTTPStatus.FORBIDDEN if is_signed_in else HTTPStatus.UNAUTHORIZED
        response = problem_response(status, SAID[error.restriction], **members)
        if not is_signed_in:
            response["WWW-Authenticate"] = "Bearer"
        return response


class UnlockRequest(Schema):
    """What somebody typed."""

    password: Annotated[str, Field(min_length=1, max_length=LONGEST_PASSWORD)]


class UnlockAnswer(Schema):
    """A token that opens the page and those below it, sent as ``Authorization: Bearer …`` until it expires."""

    token: str
    expires: datetime.datetime


@router.post(
    "/{page_id}/unlock/",
    response=UnlockAnswer,
    url_name="unlock_page",
    summary="Unlock a page by its password",
    operation_id="pages_unlock",
    auth=ANYBODY,
    openapi_extra=documented_problems(HTTPStatus.TOO_MANY_REQUESTS),
)
def unlock_page(
    request: HttpRequest, page_id: PageId, data: UnlockRequest, response: HttpResponse, site: str | None = None
) -> Any:
    """Exchange the password of a private page for a token that opens it and the pages below it for a while.

    Sent with a token that opened another page, the answer opens both. A wrong password is answered with 403, too many
    of them with 429.
    """
    restriction = _password_of(request, page_id)
    response["Cache-Control"] = "private, no-store"
    try:
        attempts = count_attempt(request, f"unlock {restriction.pk}")
    except TooManyAttemptsError as error:
        refusal = problem_response(HTTPStatus.TOO_MANY_REQUESTS, str(error))
        refusal["Retry-After"] = str(error.retry_after)
        return refusal
    if not constant_time_compare(data.password, restriction.password):
        refusal = problem_response(HTTPStatus.FORBIDDEN, "This is not the password.")
        refusal.keeps_writes = True  # type: ignore[attr-defined]  # for cms.transactions: the attempt counts
        return refusal
    forgive_attempt(attempts)
    token, expires = make_unlock_token(restriction, caller_of(request).unlocked)
    return {"token": token, "expires": expires}


def _password_of(request: HttpRequest, page_id: int) -> PageViewRestriction:
    """The outermost restriction by password that is closed, else the innermost that there is."""
    page = live_pages(request).filter(pk=page_id).first()
    if page is not None:
        for restriction in closed_restrictions(page):
            if restriction.restriction_type == PASSWORD:
                return restriction
        opened = page.get_view_restrictions().filter(restriction_type=PASSWORD).order_by("page__path", "pk").last()
        if opened is not None:
            return opened
    raise Http404("There is no page with a password here.")


def _unlock_url(request: HttpRequest, page_id: int) -> str:
    url: str = get_full_url(request, reverse("wagtailapi_v3:unlock_page", kwargs={"page_id": page_id}))
    return url + same_site(request)
