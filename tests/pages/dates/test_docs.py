"""What docs/dates.md says is so."""

import json
import re
from pathlib import Path

from django.conf import settings

import pages.dates
from pages.dates import PartialDate, PartialDateSerializer

PAGE = Path(settings.BASE_DIR, "docs", "dates.md").read_text(encoding="utf-8")


def test_the_table_of_forms_is_what_the_code_reads() -> None:
    rows = re.findall(r"^\| the .*? \| (.*?) \| `(.*?)` \| (.*?) \|$", PAGE, re.MULTILINE)
    assert len(rows) == 4
    for words, edtf, days in rows:
        date = PartialDate.parse(edtf)
        assert date == PartialDate.parse(words)
        assert date.label == words
        if " to " in days:
            first, last = days.split(" to ")
            assert PartialDate.parse(last).earliest == date.latest
            assert PartialDate.of_day(date.earliest.year, date.earliest.month, 1).label.startswith(first)
        else:
            assert days == words


def test_the_example_of_the_api_is_what_the_api_says() -> None:
    (example,) = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert json.loads(example) == PartialDateSerializer().to_representation(PartialDate.parse("mid-2018"))


def test_every_name_on_the_page_can_be_imported() -> None:
    named = set(re.findall(r"\b(PartialDate\w*|span_label|ends_before_it_starts)\b", PAGE))
    assert named <= set(pages.dates.__all__)
