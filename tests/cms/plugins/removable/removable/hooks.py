"""What the plugin registers."""

from wagtail.blocks import CharBlock, ListBlock, PageChooserBlock, RichTextBlock, StructBlock
from wagtail.images.blocks import ImageChooserBlock

from cms.hookspecs import PagePlacement, SectionBlockRegistration, SnippetRegistration, hookimpl


class TermBlock(StructBlock):
    """A term, with a picture and pages that say more."""

    term = CharBlock()
    meaning = RichTextBlock(required=False)
    picture = ImageChooserBlock(required=False)
    more = ListBlock(PageChooserBlock(), default=[])


@hookimpl
def section_blocks():
    yield SectionBlockRegistration("removable_term", TermBlock)


@hookimpl
def page_placements():
    yield PagePlacement("removable.WorkshopPage", under=("home.HomePage", "pages.IndexPage", "removable.WorkshopPage"))
    yield PagePlacement("pages.ContentPage", under=("removable.WorkshopPage",))


@hookimpl
def snippets():
    from removable.viewsets import TrainerViewSet

    yield SnippetRegistration(TrainerViewSet)
