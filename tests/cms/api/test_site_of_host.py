"""The site that answers a host is the one that Wagtail finds."""

import pytest
from django.test import RequestFactory
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from wagtail.models import Page, Site

from cms.api.site_of_host import site_of_host

pytestmark = pytest.mark.django_db

NAMES = ["a.example.org", "b.example.org", "c.example.org"]
PORTS = [80, 443, 8000]

places = st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(PORTS)), unique=True, max_size=5)


@given(places=places, default=st.integers(0, 5), host=st.sampled_from(NAMES), port=st.sampled_from(PORTS))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_it_is_the_site_that_wagtail_finds(places: list[tuple[str, int]], default: int, host: str, port: int) -> None:
    home = Page.objects.get(depth=2)
    Site.objects.all().delete()
    for number, (name, of_site) in enumerate(places):
        Site.objects.create(hostname=name, port=of_site, root_page=home, is_default_site=number == default)
    request = RequestFactory(SERVER_NAME=host, SERVER_PORT=str(port)).get("/", headers={"Host": f"{host}:{port}"})

    assert site_of_host(request, list(Site.objects.order_by("pk"))) == Site.find_for_request(request)
