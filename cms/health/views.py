"""``/healthz/`` and ``/readyz/``, for whoever starts, watches and restarts processes. Included by ``cms.urls``."""

import logging
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, JsonResponse

from cms.hookspecs import HealthCheck
from cms.plugins.manager import answers

__all__ = ["healthz", "readyz"]

logger = logging.getLogger(__name__)


def healthz(request: HttpRequest) -> HttpResponse:
    """Answer that this process is alive. It asks nothing of the database."""
    return HttpResponse("ok\n", content_type="text/plain")


def readyz(request: HttpRequest) -> HttpResponse:
    """Carry out every check: 200 when all pass, 503 when one fails. Why it failed is in the log, and nowhere else."""
    states = {}
    for answer in answers("health_checks", HealthCheck):
        try:
            answer.item.check()
        except Exception:  # a check's boundary: whatever it raises means that it failed
            logger.exception("The health check %s of %s failed", answer.item.name, answer.plugin)
            states[answer.item.name] = "failed"
        else:
            states[answer.item.name] = "ok"
    works = all(state == "ok" for state in states.values())
    answer_status = HTTPStatus.OK if works else HTTPStatus.SERVICE_UNAVAILABLE
    response = JsonResponse({"status": "ok" if works else "failed", "checks": states}, status=answer_status)
    response["Cache-Control"] = "no-store"
    return response
