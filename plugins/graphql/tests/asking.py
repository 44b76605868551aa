"""Callers of the endpoint in tests."""

from typing import Any

from django.test import Client

__all__ = ["ENDPOINT", "Asker"]

ENDPOINT = "/api/graphql/"
HOST = "localhost:8000"


class Asker:
    """Somebody who sends queries with these headers."""

    def __init__(self, **headers: str) -> None:
        self.client = Client()
        self.headers = {"Host": HOST, **headers}

    def post(self, content: Any, content_type: str = "application/json") -> Any:
        """The response to ``content``, JSON or a text."""
        return self.client.post(ENDPOINT, content, content_type=content_type, headers=self.headers)

    def get(self, **parameters: Any) -> Any:
        """The response to a GET with these parameters."""
        return self.client.get(ENDPOINT, parameters, headers=self.headers)

    def __call__(self, query: str, **variables: Any) -> Any:
        """The data of an answer that must have no errors."""
        response = self.post({"query": query, "variables": variables})
        answer = response.json()
        assert response.status_code == 200, answer
        assert "errors" not in answer, answer["errors"]
        return answer["data"]

    def errors(self, query: str, **variables: Any) -> list[Any]:
        """The errors of an answer that must have some."""
        errors: list[Any] = self.post({"query": query, "variables": variables}).json()["errors"]
        return errors
