"""Which names of ours plugins may import: what stays as it is within a range of versions.

Told in ``docs/extension-points.md``. A module that is listed here is public with the names of its ``__all__``;
everything else may change any day.
"""

from importlib import import_module

__all__ = ["PUBLIC_MODULES", "is_public_name"]

#: Module to what a plugin finds there.
PUBLIC_MODULES = {
    "cms.hookspecs": "the hooks, and what is registered by them",
    "cms.plugins": "the description of a plugin, and its settings",
    "cms.plugins.testing": "contract checks for the tests of a plugin",
    "cms.plugins.testing.client": "the caller of the API in tests",
    "cms.plugins.testing.world": "the content in tests",
    "cms.errors": "the errors that we raise on purpose",
    "cms.api.page_conditions": "what the filters of lists of pages mean",
    "cms.api.page_filters": "the filters of lists of pages",
    "cms.api.problems": "problems, as errors of the API are told",
    "cms.api.public": "the site that is asked for, and its public pages",
    "cms.api.reading": "what the API answers to a caller, as data",
    "cms.api.v3.access": "who may call an operation",
    "cms.api.v3.pagination": "what lists say of themselves",
    "cms.api.v3.refusal": "refusals of a parameter",
    "cms.api.v3.site_choice": "which site a request is about",
    "cms.importer.document": "what a reader of files makes",
    "cms.importer.readers": "what a reader of files is",
    "cms.importer.source": "a file that is read",
    "cms.ledger.head": "transactions that change content, and the number of the last change",
    "blocks.addresses": "addresses of pages on the domain of their frontend",
    "blocks.api_forms": "types for blocks that have none in the API",
    "blocks.choosers": "blocks that choose pages, files and snippets",
    "blocks.dependencies": "what an answer depends on besides what it loads",
    "blocks.field": "the field of a body",
    "blocks.groups": "groups of the block chooser",
    "blocks.links": "blocks that lead somewhere",
    "blocks.media": "images with their text",
    "blocks.people": "contacts in the API",
    "blocks.previews": "content for previews",
    "blocks.references": "pages, images and documents in the API",
    "blocks.rich_text": "rich text in the API",
    "blocks.targets": "what a link leads to",
    "blocks.visibility": "what everybody may see",
    "home.index_listing": "filters of a list in the default rendering",
    "home.models": "the home page, site settings, menus",
    "pages.base": "the base of page types",
    "pages.choice_list": "a field of several choices",
    "pages.dates": "dates that are not known to the day",
    "pages.models": "the page types and the directory",
    "pages.prefetch": "loading what the API shows of many pages at once",
    "pages.preview_modes": "previews of pages",
    "pages.serializers": "fields of pages in the API",
    "pages.snippets.audience": "audiences in the API",
    "pages.snippets.location": "locations in the API",
    "pages.snippets.practice": "practices in the API",
}


def is_public_name(name: str) -> bool:
    """Whether ``name`` (``"blocks.field.SectionsField"``, or a module) may be imported by a plugin."""
    if name in PUBLIC_MODULES:
        return True
    module, _dot, attribute = name.rpartition(".")
    return module in PUBLIC_MODULES and attribute in import_module(module).__all__
