"""What may be stored is declared, and what anyone can make up is bounded."""

import pytest
import pytest_django

from cms.delivery.answers import FORMS
from cms.delivery.fast_path import FastPath
from cms.delivery.keys import canonical_query, direct_place, proxied_place
from cms.delivery.kinds import storable
from cms.delivery.models import StoredAnswer, StoredForm
from cms.delivery.store import prune
from cms.handlers import UnicodeWSGIHandler
from tests.cms.delivery.server import Server
from tests.factories.media import ImageFactory
from tests.factories.pages import ContentPageFactory, ProgramPageFactory

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


@pytest.mark.parametrize(
    ("path", "query", "expected"),
    [
        ("/api/v3/pages/5/", "", "one"),
        ("/api/v2/pages/5/", "site=localhost", "one"),
        ("/api/v3/pages/5/", "fields=title", "variant"),
        ("/api/v3/pages/", "", "one"),
        ("/api/v3/pages/", "type=pages.ProgramPage&limit=5", "variant"),
        ("/api/v3/resolve/", "path=/a/b/", "one"),
        ("/api/v3/resolve/", "path=%2Fa%2Fb", "one"),
        ("/api/v3/resolve/", "path=//a/", None),
        ("/api/v3/resolve/", "path=/a/?utm=x", None),
        ("/api/v3/resolve/", "path=/a/%3Futm=x", None),
        ("/api/v3/resolve/", "path=/a/&path=/b/", None),
        ("/api/v3/snippets/pages.Practice/", "", "one"),
        ("/api/v3/snippets/pages.Practice/5/", "fields=name", "variant"),
        ("/api/v3/snippets/pages.Practice/5/", "version=draft", None),
        ("/api/v3/pages/", "search=x", None),
        ("/api/v3/pages/", "cursor=x", None),
        ("/api/v3/pages/", "order=random", None),
        ("/api/v3/pages/5/", "version=draft", None),
        ("/api/v3/pages/5/", "utm_source=x", None),
        ("/api/v3/pages/find/", "id=5", None),
        ("/api/v3/pages/5/revisions/", "", None),
        ("/api/v3/openapi.json", "", None),
        ("/api/v3/pages/", "type=" + "x" * 2_000, None),
    ],
)
def test_which_requests_have_an_answer_that_may_be_stored(path: str, query: str, expected: str | None) -> None:
    found = storable(path, query)

    assert (found and ("variant" if found.is_variant else "one")) == expected


def test_parameters_in_another_order_are_the_same_request() -> None:
    assert canonical_query("b=1&a=2&&b=0") == canonical_query("a=2&b=1&b=0") == "a=2&b=1&b=0"
    assert canonical_query("b=0&b=1") != canonical_query("b=1&b=0")  # repeated parameters are an order


def test_a_proxy_is_believed_only_where_it_is_trusted() -> None:
    environ = {
        "HTTP_HOST": "inner",
        "HTTP_X_FORWARDED_HOST": "outer.example.org",
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.url_scheme": "http",
    }
    assert direct_place(environ) == ("inner", "http")
    assert proxied_place(environ) == ("outer.example.org", "https")


def test_a_made_up_host_fills_nothing(server: Server) -> None:
    page = ProgramPageFactory()
    assert server.get(f"/api/v3/pages/{page.pk}/", host="made-up.example.org").status == 200

    assert not StoredAnswer.objects.exists()


def test_errors_are_not_stored(server: Server) -> None:
    for path in ("/api/v3/pages/999999/", "/api/v3/pages/5/?utm=1", "/api/v2/images/4711/"):
        assert server.get(path).status == 404
    assert server.get("/api/v3/resolve/", path="/nowhere/").status == 404

    assert not StoredAnswer.objects.exists()


def test_head_is_answered_from_the_store_without_content(server: Server) -> None:
    page = ProgramPageFactory()
    for from_store in (False, True):
        answer = server.get(f"/api/v3/pages/{page.pk}/", method="HEAD")

        assert answer.from_store is from_store
        assert answer.status == 200
        assert int(answer.headers["content-length"]) > 0
    assert answer.content == b""


def test_the_oldest_go_first_and_variants_have_a_part_of_their_own(
    server: Server, settings: pytest_django.Settings
) -> None:
    pages = [ContentPageFactory() for _number in range(8)]
    for page in pages:
        server.get(f"/api/v3/pages/{page.pk}/")
        server.get(f"/api/v3/pages/{page.pk}/", fields="title")
    settings.DELIVERY_MAX_ENTRIES = 12

    prune()

    kept = list(StoredAnswer.objects.order_by("built_at").values_list("key", "is_variant"))
    assert sum(is_variant for _key, is_variant in kept) <= 3
    assert f"/pages/{pages[-1].pk}/?" in kept[-2][0] + kept[-1][0]

    settings.DELIVERY_MAX_ENTRIES = 4
    prune()

    left = list(StoredAnswer.objects.filter(is_variant=False).values_list("key", flat=True))
    assert 0 < StoredAnswer.objects.count() <= 4
    assert all(f"/pages/{pages[0].pk}/" not in key for key in left)


def test_the_bytes_are_bounded_as_well(server: Server, settings: pytest_django.Settings) -> None:
    pages = [ContentPageFactory() for _number in range(6)]
    for page in pages:
        server.get(f"/api/v3/pages/{page.pk}/")
    whole = sum(StoredAnswer.objects.values_list("size", flat=True))
    settings.DELIVERY_MAX_BYTES = whole // 2

    prune()

    assert 0 < sum(StoredAnswer.objects.values_list("size", flat=True)) <= whole // 2
    assert StoredForm.objects.count() == StoredAnswer.objects.count() * len(FORMS)


def test_the_store_is_pruned_while_it_is_filled(server: Server, settings: pytest_django.Settings) -> None:
    settings.DELIVERY_MAX_ENTRIES = 5
    small = Server(FastPath(UnicodeWSGIHandler(), server.application.reader))
    images = [ImageFactory() for _number in range(9)]
    for image in images:
        small.get(f"/api/v3/images/{image.pk}/")

    assert StoredAnswer.objects.count() <= 5


def test_few_large_answers_are_pruned_as_well(server: Server, settings: pytest_django.Settings) -> None:
    images = [ImageFactory() for _number in range(9)]
    server.get(f"/api/v3/images/{images[0].pk}/")
    settings.DELIVERY_MAX_BYTES = 4 * StoredAnswer.objects.get().size
    for image in images:
        server.get(f"/api/v3/images/{image.pk}/")

    assert 0 < StoredAnswer.objects.count() <= 4
