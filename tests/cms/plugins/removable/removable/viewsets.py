"""The screens of the snippet."""

from wagtail.snippets.views.snippets import SnippetViewSet

from removable.models import Trainer


class TrainerViewSet(SnippetViewSet):
    """Trainers."""

    model = Trainer
