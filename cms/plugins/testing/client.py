"""Callers of the API in tests: one client for each version, with the few differences between the versions in it."""

from typing import Any

from django.test import Client

__all__ = ["ApiClient"]

OK = 200


class ApiClient:
    """An anonymous caller of one version of the API. ``host`` chooses the site."""

    def __init__(self, version: str, host: str = "localhost:8000", **headers: str) -> None:
        self.version = version
        self.host = host
        self.client = Client(enforce_csrf_checks=True)  # nobody who calls the API has a token of a form
        self.headers = headers

    def get(self, path: str, /, **parameters: Any) -> Any:
        """The response to ``GET /api/<version>/<path>``. A list repeats its parameter."""
        return self.client.get(f"/api/{self.version}/{path}", parameters, headers={"Host": self.host, **self.headers})

    def send(self, method: str, path: str, /, **content: Any) -> Any:
        """The response to a request with ``content`` as JSON."""
        return getattr(self.client, method)(
            f"/api/{self.version}/{path}",
            content,
            content_type="application/json",
            headers={"Host": self.host, **self.headers},
        )

    def json(self, path: str, /, **parameters: Any) -> Any:
        """The content of a response that must be 200."""
        response = self.get(path, **parameters)
        assert response.status_code == OK, response.content
        return response.json()

    def page(self, page: Any, /, **parameters: Any) -> Any:
        """A page in detail, with all of its fields."""
        return self.json(f"pages/{page.pk}/", **parameters)

    def items(self, path: str, /, **parameters: Any) -> list[Any]:
        """The items of a listing, after checking that the listing counts what it shows."""
        answer = self.json(path, **parameters)
        items: list[Any] = answer["items"]
        assert len(items) == (answer["meta"]["total_count"] if self.version == "v2" else answer["count"])
        return items

    def ids(self, path: str, /, **parameters: Any) -> set[int]:
        """The ids of the items of a listing."""
        return {item["id"] for item in self.items(path, **parameters)}
