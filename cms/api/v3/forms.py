"""``/api/v3/forms/``: the form of a form page by itself, and its submissions. Anybody may send one.

A submission costs little whoever sends it: its content is small, its values are bounded, and each address is throttled.
No cookie is read, so there is nothing that another site could forge.
"""

from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from typing import Annotated, Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from ninja import Header, Router, Schema, Status
from ninja.errors import HttpError
from pydantic import ConfigDict, Field, StrictBool, StrictFloat, StrictInt, StrictStr
from wagtail.api.v3.errors import problem_response

from blocks.rich_text import to_public_html
from cms.api.problems import PROBLEM_JSON
from cms.api.public import site_pages
from cms.api.v3.access import ANYBODY
from cms.api.v3.private_pages import refuse_private
from cms.client_address import client_network
from cms.errors import AnswersError, FormTokenError, KeyReusedError, SubmissionError, ThrottleError
from pages.models import FormPage
from pages.parts.form import FormFieldData, form_field_data
from pages.submissions.builder import LONGEST_TEXT
from pages.submissions.receive import Sent, receive
from pages.submissions.trap import SpamTrapData, new_token

__all__ = ["router"]

LARGEST_CONTENT = 64 * 1024  # bytes
LARGEST_ID = 2**31 - 1
LONGEST_NAME, LONGEST_TOKEN, LONGEST_KEY = 255, 200, 255
MOST_ANSWERS, MOST_CHOICES = 200, 200

#: Longer than any answer may be, so that the form itself says what is wrong with one that is.
Text = Annotated[StrictStr, Field(max_length=2 * LONGEST_TEXT)]
Number = StrictInt | Annotated[StrictFloat, Field(allow_inf_nan=False)]
Value = Text | StrictBool | Number | Annotated[list[Text], Field(max_length=MOST_CHOICES)] | None
Name = Annotated[StrictStr, Field(max_length=LONGEST_NAME)]
FormId = Annotated[int, Field(ge=1, le=LARGEST_ID)]
Key = Annotated[str, Field(min_length=1, max_length=LONGEST_KEY, pattern=r"^[ -~]+$")]

TOO_OFTEN = {
    "description": "The address sends this form too often.",
    "headers": {"Retry-After": {"description": "Seconds to wait.", "schema": {"type": "integer", "minimum": 1}}},
    "content": {PROBLEM_JSON: {"schema": {"$ref": "#/components/schemas/Problem"}}},
}

router = Router(tags=["forms"])


class FormDetail(Schema):
    """A form. ``token`` says when it was shown; send it back with the submission."""

    id: int
    form_fields: list[FormFieldData]
    submit_url: str
    spam_trap: SpamTrapData
    token: str


class FormSubmissionData(Schema):
    """What a reader sends."""

    model_config = ConfigDict(extra="forbid")

    fields: Annotated[
        dict[Name, Value],
        Field(
            max_length=MOST_ANSWERS,
            description=(
                "The answers by the names of their questions. `value_type` of a question says which JSON type its "
                "answer has; numbers may also be strings, which keep all of their digits. Dates are strings as in ISO "
                "8601. No answer is null or is left out. The field of the spam trap may be here, empty."
            ),
        ),
    ]
    token: Annotated[
        Annotated[StrictStr, Field(max_length=LONGEST_TOKEN)] | None,
        Field(description="The `token` of the form that was shown; without one, how fast it was sent is not checked."),
    ] = None


class FormSubmissionReceipt(Schema):
    """A submission was accepted. ``id`` is the same when it is sent again with the same key; ``thank_you`` is HTML."""

    id: UUID
    thank_you: str


def bounded_content(run: Callable[..., Any]) -> Callable[..., Any]:
    """Ninja's decorator of an operation: answers 413 to more than a form can hold, before it is parsed."""

    @wraps(run)
    def wrapper(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        announced = request.headers.get("Content-Length", "")
        if (announced.isdecimal() and int(announced[:20]) > LARGEST_CONTENT) or len(request.body) > LARGEST_CONTENT:
            return problem_response(
                status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE, detail=f"The content is larger than {LARGEST_CONTENT} bytes"
            )
        return run(request, *args, **kwargs)

    return wrapper


router.add_decorator(bounded_content, mode="view")


def public_form(request: HttpRequest, form_id: int) -> FormPage:
    """The form page with this id, of the requested site and open to the caller."""
    try:
        page = site_pages(request, FormPage).filter(pk=form_id).first()
    except ValueError as error:  # ?site= fits several sites
        raise HttpError(HTTPStatus.BAD_REQUEST, str(error)) from error
    if not isinstance(page, FormPage):
        refuse_private(request, form_id, FormPage)
        raise Http404("There is no form with this id.")
    return page


@router.get(
    "/{form_id}/",
    response=FormDetail,
    url_name="detail_form",
    summary="Form",
    operation_id="forms_detail",
    auth=ANYBODY,
)
def get_form(request: HttpRequest, response: HttpResponse, form_id: FormId, site: str | None = None) -> Any:
    """The questions of a form page, with a token for the one who sees them now. Not to be stored."""
    page = public_form(request, form_id)
    response["Cache-Control"] = "no-store"
    return {
        "id": page.pk,
        "form_fields": [form_field_data(row) for row in page.get_form_fields()],
        "submit_url": page.submit_url,
        "spam_trap": page.spam_trap,
        "token": new_token(page),
    }


@router.post(
    "/{form_id}/submissions/",
    response={201: FormSubmissionReceipt},
    url_name="submit_form",
    summary="Send a form",
    operation_id="forms_submit",
    auth=ANYBODY,
    openapi_extra={"responses": {429: TOO_OFTEN}},
)
def submit_form(
    request: HttpRequest,
    form_id: FormId,
    data: FormSubmissionData,
    key: Annotated[
        Key | None,
        Header(
            alias="Idempotency-Key",
            description="Any text that names this submission, such as a UUID. Sent again with it, it is kept once.",
        ),
    ] = None,
    site: str | None = None,
) -> Any:
    """Keep what a reader sends, and send the email of the form if it has one."""
    page = public_form(request, form_id)
    if not page.form_fields.exists():
        raise HttpError(HTTPStatus.UNPROCESSABLE_ENTITY, "This form has no questions.")
    sent = Sent(answers=data.fields, network=client_network(request), key=key, token=data.token)
    try:
        receipt = receive(page, sent)
    except SubmissionError as error:
        return refused(error)
    return Status(HTTPStatus.CREATED, {"id": receipt, "thank_you": to_public_html(page.thank_you)})


def refused(error: SubmissionError) -> HttpResponse:
    """The problem that tells of ``error``."""
    status, errors = HTTPStatus.UNPROCESSABLE_ENTITY, None
    match error:
        case AnswersError():
            errors = [
                {"loc": ["body", "fields", name], "msg": message, "type": code} for name, message, code in error.errors
            ]
        case FormTokenError():
            errors = [{"loc": ["body", "token"], "msg": str(error), "type": "form_token"}]
        case KeyReusedError():
            errors = [{"loc": ["header", "Idempotency-Key"], "msg": str(error), "type": "key_reused"}]
        case _:
            status = HTTPStatus.TOO_MANY_REQUESTS
    detail = "Validation failed" if errors else str(error)
    response = problem_response(status=status, detail=detail, errors=errors)
    if isinstance(error, ThrottleError):
        response["Retry-After"] = str(error.retry_after)
    response.keeps_writes = True  # for cms.transactions: the throttle counts refusals
    return response
