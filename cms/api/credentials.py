"""The problems that a credential can have, as answers. Used by the middleware and by version 3."""

from http import HTTPStatus

from django.http import HttpResponse

from cms.api.problems import problem_response
from cms.errors import InvalidCredentialError, MissingScopeError

__all__ = ["invalid_credential_problem", "scope_problem"]


def invalid_credential_problem(error: InvalidCredentialError) -> HttpResponse:
    """401, as RFC 6750 has it."""
    response = problem_response(HTTPStatus.UNAUTHORIZED, str(error))
    response["WWW-Authenticate"] = 'Bearer error="invalid_token"'
    return response


def scope_problem(error: MissingScopeError) -> HttpResponse:
    """403 that names the scope, as RFC 6750 has it."""
    if error.scope is None:
        return problem_response(HTTPStatus.FORBIDDEN, str(error))
    response = problem_response(HTTPStatus.FORBIDDEN, str(error), missing_scope=str(error.scope))
    response["WWW-Authenticate"] = f'Bearer error="insufficient_scope", scope="{error.scope}"'
    return response
