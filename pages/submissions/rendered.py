"""The throttle and the spam trap of a form that this site renders itself. Called by ``pages.form``."""

from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from cms.client_address import client_network
from cms.errors import FormTokenError, SubmissionError, ThrottleError
from pages.submissions.throttle import count_attempt
from pages.submissions.trap import TOKEN_NAME, TRAP_NAME, is_trapped, new_token, spam_trap

__all__ = ["refusal", "trap_of_page"]


def trap_of_page(page: Any) -> dict[str, Any]:
    """What the template needs to set the trap."""
    return {"spam_trap": spam_trap(), "form_token_name": TOKEN_NAME, "form_token": new_token(page)}


def refusal(page: Any, request: HttpRequest) -> HttpResponse | None:
    """The answer to a submission that is not to be kept; ``None`` for one that Wagtail is to look at."""
    try:
        count_attempt(page, client_network(request))
        if is_trapped(page, request.POST.get(TRAP_NAME), request.POST.get(TOKEN_NAME)):
            answer: HttpResponse = page.render_landing_page(request)
            return answer
    except ThrottleError as error:
        refused = _asked_again(page, request, error, HTTPStatus.TOO_MANY_REQUESTS)
        refused["Retry-After"] = str(error.retry_after)
        return refused
    except FormTokenError as error:
        return _asked_again(page, request, error, HTTPStatus.OK)
    return None


def _asked_again(page: Any, request: HttpRequest, error: SubmissionError, status: HTTPStatus) -> HttpResponse:
    """The form as it was filled in, with ``error`` above it."""
    form = page.get_form(request.POST, request.FILES, page=page, user=request.user)
    form.add_error(None, str(error))
    context = {**page.get_context(request), "form": form}
    return TemplateResponse(request, page.get_template(request), context, status=status)
