"""``manage.py prepare_renditions``: makes every rendition that images lack, and reports."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from blocks.renditions import missing_filters
from cms.media.preparation import every_image, prepare

__all__ = ["Command"]


class Command(BaseCommand):
    """Makes what is missing, image by image. Interrupted, it goes on from there when it is called again."""

    help = "Makes the renditions, dominant colours and placeholders that images lack."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """``--dry-run`` counts only."""
        parser.add_argument("--dry-run", action="store_true", help="Say what is missing and make nothing.")

    def handle(self, *_args: Any, dry_run: bool, verbosity: int, **_options: Any) -> None:
        """Exit with an error when some image cannot be prepared."""
        if dry_run:
            missing = {image.pk: len(missing_filters(image)) for image in every_image()}
            self.stdout.write(f"{sum(missing.values())} renditions are missing, of {_lacking(missing)} images.")
            return
        made: dict[int, int] = {}
        problems = 0
        for image in every_image():
            result = prepare(image)
            made[image.pk] = result.made
            if result.problem:
                problems += 1
                self.stderr.write(f"Image {image.pk} ({image.title}): {result.problem}")
        if verbosity:
            self.stdout.write(f"Made {sum(made.values())} renditions of {_lacking(made)} images; {len(made)} in all.")
        if problems:
            raise CommandError(f"{problems} images cannot be prepared.")


def _lacking(counts: dict[int, int]) -> int:
    return sum(1 for count in counts.values() if count)
