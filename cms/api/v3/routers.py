"""The routers of version 3: the answers of every plugin to the ``api_routers`` hook, checked, and strict about bodies.

Called by ``cms.api.v3.api`` when it is imported, which is when the URLs are read.
"""

from collections.abc import Iterator

from django.utils.module_loading import import_string
from ninja import Router

from cms.api.v3.access import is_declared_access
from cms.api.v3.strict_bodies import refusing_unknown_fields
from cms.hookspecs import ApiRouter
from cms.plugins.manager import Answer, answers

__all__ = ["declared_routers"]

ROOT = "/"  # what stands there names its paths in full


def declared_routers() -> Iterator[tuple[str, Router]]:
    """Each prefix with its router. Raises ``PluginError`` for a prefix that is malformed or somebody else's, and for an
    operation that does not declare who may call it.
    """
    owners: dict[str, str] = {}
    for answer in answers("api_routers", ApiRouter):
        prefix = answer.item.prefix
        if not (prefix.startswith("/") and prefix.endswith("/")):
            raise answer.error(f"The prefix {prefix!r} of its router must begin and end with a slash")
        for taken, owner in owners.items():
            if owner != answer.plugin and ROOT not in (prefix, taken) and _meet(prefix, taken):
                raise answer.error(f"The prefix {prefix!r} of its router meets {taken!r}, which belongs to {owner}")
        if prefix in owners:
            raise answer.error(f"The prefix {prefix!r} has a router already")
        owners[prefix] = answer.plugin
        yield prefix, _checked(answer)


def _meet(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _checked(answer: Answer[ApiRouter]) -> Router:
    router = answer.item.router
    if isinstance(router, str):
        try:
            router = import_string(router)
        except Exception as error:  # a plugin's boundary: whatever it raises is reported with its name
            raise answer.error(error) from error
    if not isinstance(router, Router):
        raise answer.error(f"What it mounts at {answer.item.prefix!r} is no router of Ninja")
    for mount in router.build_routers(""):
        for path, view in mount.template.path_operations.items():
            for operation in view.operations:
                view_name = f"{operation.view_func.__module__}.{operation.view_func.__name__}"
                operation.operation_id = operation.operation_id or view_name.replace(".", "_")
                if not is_declared_access(operation):
                    methods = ", ".join(operation.methods)
                    place = f"{answer.item.prefix.rstrip('/')}{mount.prefix}{path}"
                    raise answer.error(
                        f"{methods} {place} does not declare who may call it: its auth must be one of those in "
                        "cms.api.v3.access"
                    )
                refusing_unknown_fields(operation)
    return router
