"""A plugin that tests install, remove and put back: blocks, a page type with a list of rows, a snippet with drafts.

Installed for the processes that ``tests.cms.plugins.two_processes`` starts.
"""

from cms.plugins import Plugin

plugin = Plugin(
    name="removable",
    version="1.2",
    cms=">=0.1",
    title="Workshops",
    apps=("removable",),
    hooks=("removable.hooks",),
    maintainers=("The workshops team",),
    documentation="https://example.org/workshops",
)
