"""Small sources in our own words, and the seeds and corpus where they are at hand."""

from pathlib import Path

import pytest

from cms.errors import SourceError
from cms.importer.readers import Reader
from cms.importer.source import Source

SHARED = Path(__file__).resolve().parents[4] / "shared"
SEEDS = SHARED / "seeds"
CORPUS = SHARED / "corpus" / "dta-website"

needs_seeds = pytest.mark.skipif(not SEEDS.is_dir(), reason="the seeds are not at ../shared/seeds")
needs_corpus = pytest.mark.skipif(not CORPUS.is_dir(), reason="the corpus is not at ../shared/corpus/dta-website")

JEKYLL_PAGE = """---
title: Learn to code at work
layout: basic
permalink: /learn/code-at-work
lede: "Short courses for people who already have a job."
localnav: learn
searchexcerpt: "Short courses, free for public servants."
---
<nav class="index-links">
  <h2>On this page</h2>

  <ul>
    <li><a href="#whom-its-for">Whom it’s for</a></li>
    <li><a href="#how-to-join">How to join</a></li>
  </ul>
</nav>

{% include hx.html lvl=2 text="Whom it’s for" hide-back-to-top=1 %}

Anyone with *some* time and a [laptop](https://example.org/laptop).

You will:
- read code
- write **tests**

{% include hx.html lvl=2 text="How to join" %}

How to join

Write to [the team](mailto:team@example.org) before 1 May.
"""

PLAIN_TEXT = """Rural Skills Pilot

The Example Government has established a pilot for the farming sector.

On this page:


The RSP was incorporated as a company limited by guarantee in May 2021. RSP staff travel.


‘Every farm has somebody who can read data.’


‘Bring courses to farms, as measured by people who finish.’

Over the coming months, farmers will have opportunities to help with:

  1. small trials on farms;
  2. a plan for the years
     after the trials.

To learn about its vision and mission, visit the Rural Skills website. For all other enquiries, email"""


def source(text: str, path: str = "page.md") -> Source:
    """A source that was never a file."""
    return Source(path=path, location=f"/nowhere/{path}", text=text, digest="0" * 64)


def error_of(reader: Reader, text: str, path: str) -> SourceError | None:
    """The refusal of a text, or None when it is read."""
    try:
        reader.read(source(text, path))
    except SourceError as error:
        return error
    return None
