"""Views that write and then fail, each in its own way. The URLs of the tests of ``cms.transactions``."""

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import connection, transaction
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.template import engines
from django.template.response import TemplateResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe
from rest_framework.exceptions import ValidationError
from rest_framework.views import APIView
from wagtail.models import Collection

committed: list[str] = []  # what ran after the commit
WRITTEN = "Written"


def write() -> None:
    """Change the content."""
    root = Collection.get_first_root_node()
    assert root is not None
    root.add_child(name=WRITTEN)
    transaction.on_commit(lambda: committed.append(WRITTEN))


def _raising(error: Exception) -> Callable[[HttpRequest], HttpResponse]:
    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponse:
        write()
        raise error

    return view


def _answering(status: int) -> Callable[[HttpRequest], HttpResponse]:
    @csrf_exempt
    def view(request: HttpRequest) -> HttpResponse:
        write()
        return HttpResponse(status=status)

    return view


@csrf_exempt
def kept(request: HttpRequest) -> HttpResponse:
    """Writes, and answers with an error that undoes nothing."""
    write()
    response = HttpResponse(status=429)
    response.keeps_writes = True
    return response


@csrf_exempt
def caught(request: HttpRequest) -> HttpResponse:
    """Writes, catches its own error and answers well."""
    write()
    try:
        with transaction.atomic():
            Collection.objects.all().delete()
            raise ValueError
    except ValueError:
        return HttpResponse("ok")


@csrf_exempt
def rendering(request: HttpRequest) -> HttpResponse:
    """Writes, and fails when its template is rendered, after the view."""
    write()
    return TemplateResponse(request, engines["django"].from_string("{{ error }}"), {"error": _fail_as_text})  # type: ignore[arg-type]  # a template


def _fail_as_text() -> str:
    raise ZeroDivisionError


@csrf_exempt
def depth(request: HttpRequest) -> JsonResponse:
    """How many savepoints are open: one more for each transaction within the test's own."""
    return JsonResponse({"depth": len(connection.savepoint_ids)})


class Refusing(APIView):
    """Writes, and lets Django REST framework make a response of its error."""

    authentication_classes: list[Any] = []

    def post(self, request: Any) -> Any:
        """Called by Django REST framework."""
        write()
        raise ValidationError("no")


def form(request: HttpRequest) -> HttpResponse:
    """Writes; protected against forgery."""
    write()
    return HttpResponse("ok")


urlpatterns = [
    *(
        path(f"{prefix}{name}/", view)
        for prefix in ("", "api/")
        for name, view in {
            "ok": _answering(200),
            "moved": _answering(302),
            "refused": _answering(403),
            "failed": _answering(500),
            "crash": _raising(ZeroDivisionError()),
            "missing": _raising(Http404()),
            "denied": _raising(PermissionDenied()),
            "bad": _raising(BadRequest()),
            "caught": caught,
            "kept": kept,
            "rendering": rendering,
            "depth": depth,
            "framework": Refusing.as_view(),
            "form": form,
            "safe": require_safe(form),
        }.items()
    ),
    path("", include("cms.urls")),  # the pages that tell people of an error link to the site
]
