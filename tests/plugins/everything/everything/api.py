"""Operations of version 3 of the API. Mounted by ``hooks``."""

from django.http import HttpRequest
from ninja import Router
from typing_extensions import TypedDict

from blocks.dependencies import depends_on_every
from cms.api.v3.access import ANYBODY, READS_DRAFTS
from everything.models import Notice, Term

__all__ = ["router"]

router = Router(tags=["terms"])


class TermData(TypedDict):
    """A term with its meaning."""

    name: str
    meaning: str


@router.get("/", response=list[TermData], auth=ANYBODY, operation_id="terms_list", summary="Terms")
def terms(request: HttpRequest) -> list[TermData]:
    """Every term, by name."""
    depends_on_every(Term)
    return [TermData(name=term.name, meaning=term.meaning) for term in Term.objects.order_by("name", "pk")]


@router.get("/notices/", response=list[str], auth=READS_DRAFTS, operation_id="notices_list", summary="Notices")
def notices(request: HttpRequest) -> list[str]:
    """Every notice, for holders of a token that reads drafts."""
    return [notice.text for notice in Notice.objects.order_by("pk")]
