"""Hears of what the admin does to many objects in one statement, of which Django sends no signal."""

from typing import Any

from wagtail import hooks

from cms.ledger.objects import objects_collected
from cms.ledger.recording import record


@hooks.register("after_bulk_action")
def files_were_collected(_request: Any, action_type: str, objects: Any, _action: Any) -> None:
    """Images or documents were put into another collection; ``objects`` are as they were before."""
    if action_type == "add_to_collection":
        record(objects_collected(objects))
