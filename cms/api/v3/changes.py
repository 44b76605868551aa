"""``/api/v3/changes/``: what changed, oldest first, so that a frontend can follow instead of reading everything again.

A change tells what happened to which object and names no content: an old one must not tell of a page that is private by
now. The stream of the same changes is served by ``cms.streaming``, in a process of its own.
"""

import json
from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from ninja import NinjaAPI, Router, Schema
from ninja.responses import NinjaJSONEncoder
from pydantic import Field
from pydantic.json_schema import SkipJsonSchema

from cms.api.problems import problem_response
from cms.api.v3.access import ANYBODY
from cms.api.v3.change_readers import changes_for
from cms.api.v3.problem_responses import documented_problems
from cms.api.v3.site_choice import SiteName, asked_site
from cms.errors import ChangesGoneError
from cms.ledger.changes import GONE, Action
from cms.ledger.following import changes_after
from cms.ledger.models import Change
from cms.ledger.tags import PAGE, hidden_key

__all__ = ["ChangeSchema", "change_text", "register_changes_gone", "router"]

LARGEST_CURSOR = 2**53 - 1  # the largest number that every JSON reader takes exactly
USUAL_LIMIT, LARGEST_LIMIT = 100, 500

ACTIONS: Any = Literal[tuple(action.value for action in Action)]

After = Annotated[
    Annotated[int, Field(ge=0, le=LARGEST_CURSOR)] | SkipJsonSchema[None],
    Field(
        description=(
            "The last number that you know of: `next` of the answer before, or `changes` of a list. Without it, from "
            "now on."
        )
    ),
]
Limit = Annotated[int, Field(ge=1, le=LARGEST_LIMIT, description="Changes in one answer at most.")]

router = Router(tags=["changes"])


class ChangeSchema(Schema):
    """A change of an object. `type` and `id` are those of the object, `uuid` is the one that its translations share.

    `state` says whether the public has the object after the change; `site` is the id of its site; `tags` name what the
    change makes stale, as the `Surrogate-Key` of answers does, which names a page by `h-…` while it is not public.
    """

    number: int
    at: datetime
    action: ACTIONS
    state: Literal["available", "gone"]
    type: str
    id: str
    uuid: UUID | None
    site: int | None
    tags: list[str]

    @staticmethod
    def resolve_state(obj: Change) -> str:
        """Called by Ninja."""
        return "gone" if obj.action in GONE else "available"

    @staticmethod
    def resolve_type(obj: Change) -> str:
        """Called by Ninja."""
        return str(obj.object_type)

    @staticmethod
    def resolve_id(obj: Change) -> str:
        """Called by Ninja."""
        return str(obj.object_id)

    @staticmethod
    def resolve_site(obj: Change) -> int | None:
        """Called by Ninja."""
        return obj.site_id

    @staticmethod
    def resolve_tags(obj: Change) -> list[str]:
        """Called by Ninja. Answers that were made while a page was hidden do not name it as those that follow do."""
        hidden = [hidden_key(tag) for tag in obj.tags if tag.startswith(PAGE)] if obj.action not in GONE else []
        return [*obj.tags, *hidden]


class ChangeList(Schema):
    """Changes, oldest first. There are more when `next` is less than `latest`."""

    items: list[ChangeSchema]
    next: Annotated[int, Field(description="The `after` of the next request, also when there are no items.")]
    latest: Annotated[int, Field(description="The number of the last change of all, for you or not.")]


def change_text(change: Change) -> str:
    """A change as JSON, letter for letter as in the list. Called by the stream."""
    return json.dumps(ChangeSchema.from_orm(change).model_dump(), cls=NinjaJSONEncoder)


def register_changes_gone(api: NinjaAPI) -> None:
    """Answer a number after which not all changes are there with a problem that says where the ledger stands."""

    @api.exception_handler(ChangesGoneError)
    def changes_gone(request: HttpRequest, error: ChangesGoneError) -> HttpResponse:
        return problem_response(HTTPStatus.GONE, str(error), latest=error.latest, kept_after=error.kept_after)


@router.get(
    "/",
    response=ChangeList,
    url_name="list_changes",
    summary="What changed",
    operation_id="changes_list",
    auth=ANYBODY,
    openapi_extra=documented_problems(HTTPStatus.GONE),
)
def list_changes(
    request: HttpRequest,
    response: HttpResponse,
    after: After = None,
    limit: Limit = USUAL_LIMIT,
    site: SiteName = None,
) -> Any:
    """What changed after a number. 410 when not all of it is there: then start over from the lists."""
    window = changes_after(after, limit, changes_for(request))
    response["Cache-Control"] = "no-cache"
    return {"items": window.rows, "next": window.looked_at, "latest": window.latest}


STREAM: dict[str, Any] = {
    "responses": {
        200: {
            "description": "The changes as server-sent events, each with its number as `id`.",
            "content": {"text/event-stream": {"schema": {"type": "string"}}},
        },
        307: {"description": "The stream is served at another address."},
        **documented_problems(HTTPStatus.GONE, HTTPStatus.NOT_IMPLEMENTED, HTTPStatus.SERVICE_UNAVAILABLE)["responses"],
    },
}


@router.get(
    "/stream/",
    response={307: None},
    url_name="stream_changes",
    summary="What changes, as it happens",
    operation_id="changes_stream",
    auth=ANYBODY,
    openapi_extra=STREAM,
)
def stream_changes(request: HttpRequest, after: After = None, site: SiteName = None) -> HttpResponse:
    """The changes after a number, and then each as it happens. The header `Last-Event-ID` wins over `after`.

    A stream would hold a thread of this process for as long as somebody listens, so another one serves it.
    """
    asked_site(request)  # refuses what the stream would refuse
    if not settings.STREAM_URL:
        return problem_response(
            HTTPStatus.NOT_IMPLEMENTED,
            "Streams are served by a process beside this one (cms.asgi), and this address does not lead there. "
            "Ask for /api/v3/changes/ now and then instead.",
        )
    answer = HttpResponseRedirect(f"{settings.STREAM_URL}{request.get_full_path()}")
    answer.status_code = HTTPStatus.TEMPORARY_REDIRECT
    return answer
