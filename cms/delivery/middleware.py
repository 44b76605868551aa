"""Renders what is not stored, and stores it: the outermost middleware, so that what is kept is what a reader gets.

The first reader of an answer is sent the same bytes and headers as all who follow.
"""

import time
from collections.abc import Callable
from hashlib import blake2b
from http import HTTPStatus

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from blocks.dependencies import collecting, depends_on_every
from cms.delivery.afresh import RENDER_AFRESH
from cms.delivery.answers import PLAIN, Form, Policy, form_for, sent_to
from cms.delivery.build import build
from cms.delivery.compression import encoded
from cms.delivery.counts import counts
from cms.delivery.growth import Growth
from cms.delivery.hosts import is_stored_host
from cms.delivery.keys import direct_place, proxied_place, request_key
from cms.delivery.kinds import Storable, storable
from cms.delivery.moments import valid_until
from cms.delivery.status import write_counts
from cms.delivery.store import Built, store
from cms.delivery.tags import surrogate_keys, tags_of
from cms.ledger.head import latest_number

__all__ = ["DeliveryMiddleware"]

#: Asked of what is stored, not of the view, which must render whatever the reader has.
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE")
#: Made anew for each reader, from what is stored beside them.
OF_ONE_READER = frozenset(
    {"etag", "cache-control", "content-length", "access-control-allow-origin", "access-control-expose-headers"}
)


class DeliveryMiddleware:
    """Keeps the answers that are declared, for anonymous readers."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.DELIVERY_STORE:
            raise MiddlewareNotUsed
        self.get_response = get_response
        self.policy = Policy.of_settings()
        self.place = proxied_place if settings.BEHIND_PROXY else direct_place
        self.growth = Growth()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        kind = self._storable(request)
        if kind is None:
            return self.get_response(request)
        conditions = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
        with collecting() as found:
            depends_on_every(*kind.depends_on)
            number = latest_number()
            response = self.get_response(request)
        request.META.update(conditions)
        if response.status_code != HTTPStatus.OK or response.streaming or response.cookies:
            return response
        tags = tags_of(found)
        moments = [moment for moment in (valid_until(tags, number), found.until) if moment is not None]
        forms = self._forms(request, response, tags, min(moments, default=None))
        built = Built(forms, tags, number, kind.is_variant)
        if RENDER_AFRESH in request.META:
            request.META[RENDER_AFRESH].append(built)
            return response
        counts().misses += 1
        write_counts()
        until = forms[PLAIN].valid_until
        if until is None or until > time.time():
            self._keep(request, built)
        return self._sent(request, forms)

    def _storable(self, request: HttpRequest) -> Storable | None:
        if request.method not in ("GET", "HEAD") or "HTTP_AUTHORIZATION" in request.META:
            return None
        if "HTTP_IF_MATCH" in request.META:
            return None
        return storable(request.path_info, request.META.get("QUERY_STRING", ""))

    def _forms(
        self, request: HttpRequest, response: HttpResponse, tags: frozenset[str], until: float | None
    ) -> list[Form]:
        content = bytes(response.content)
        kept = [(name, value) for name, value in response.items() if name.lower() not in OF_ONE_READER]
        vary = {name.strip().lower(): name.strip() for name in response.get("Vary", "").split(",") if name.strip()}
        vary.setdefault("accept-encoding", "Accept-Encoding")
        kept = [pair for pair in kept if pair[0].lower() != "vary"] + [("Vary", ", ".join(vary.values()))]
        query = request.META.get("QUERY_STRING", "")
        plain = Form(
            key=request_key(build(), self.place(request.META), request.META["PATH_INFO"], query),
            etag=response.headers.get("ETag", "").strip('"') or blake2b(content, digest_size=16).hexdigest(),
            valid_until=until,
            headers="\n".join(f"{name}: {value}" for name, value in kept),
            surrogate_key=surrogate_keys(tags),
            encoding="",
            content=content,
        )
        return [plain._replace(encoding=name, content=each) for name, each in encoded(content)]

    def _keep(self, request: HttpRequest, built: Built) -> None:
        if not is_stored_host(request.get_host(), request.META["SERVER_PORT"]):
            return
        if not store(built):
            counts().unstored += 1
            return
        counts().stored += 1
        self.growth.add(built.size)

    def _sent(self, request: HttpRequest, forms: list[Form]) -> HttpResponse:
        sent = sent_to(request.META, forms[form_for(request.META)], self.policy)
        response = HttpResponse(sent.content, status=int(sent.status[:3]))
        del response["Content-Type"]
        for name, value in sent.headers:
            response[name] = value
        return response
