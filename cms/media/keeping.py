"""Keeps renditions that were made: first their files, then their rows with the ledger's, in one transaction.

Called by ``CustomImage``, in place of Wagtail's own way, which tells no receiver of several at once.
"""

from collections.abc import Collection
from typing import Any

from cms.ledger.head import writing

__all__ = ["keep_renditions"]


def keep_renditions(image: Any, made: Collection[Any]) -> list[Any]:
    """The kept rendition for each of ``made``, which are not saved yet: the same one, or one that was there before.

    A storage may be far away, so files are written before other writers have to wait.
    """
    try:
        for rendition in made:
            rendition.file.save(rendition.file.name, rendition.file.file, save=False)
        with writing():
            kept = [_keep(image, rendition) for rendition in made]
    except BaseException:
        _remove_files(made)
        raise
    _remove_files(rendition for rendition in made if rendition not in kept)
    return kept


def _keep(image: Any, rendition: Any) -> Any:
    same = {"filter_spec": rendition.filter_spec, "focal_point_key": rendition.focal_point_key}
    existing = image.renditions.filter(**same).first()
    if existing is None:
        rendition.save()
    return existing or rendition


def _remove_files(renditions: Any) -> None:
    for rendition in renditions:
        if rendition.file and rendition.file._committed:
            rendition.file.delete(save=False)
