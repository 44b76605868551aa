"""The rules find what they are for; without this, a page that passes them would prove nothing."""

import pytest

from tests.templates.html_rules import broken_rules

GOOD = """<!doctype html>
<html lang="en">
<head><title>T</title><meta name="viewport" content="width=device-width"></head>
<body><a href="#main">Skip</a><header></header><main id="main"><h1>T</h1><h2>A</h2>
{}</main><footer></footer></body>
</html>"""
RADIO = '<input id="a" name="n" type="radio">'


def test_a_sound_page_breaks_no_rule() -> None:
    assert broken_rules(GOOD.format("<p>Text</p>")) == []


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        ("<h1>Again</h1>", "2 first-level headings"),
        ("<h4>Deep</h4>", "h4 'Deep' follows a heading of level 2"),
        ("<h3> </h3>", "an empty h3"),
        ('<img src="a.png">', 'no alt: <img src="a.png"/>'),
        ('<p id="main"></p>', "id 'main' stands 2 times"),
        ('<a href="#nowhere">A</a>', "a link leads to '#nowhere', which does not exist"),
        ('<a href="/x/"></a>', 'no name: <a href="/x/"></a>'),
        ("<a>Nowhere</a>", "a link without a target: <a>Nowhere</a>"),
        ('<input id="a">', 'no label: <input id="a"/>'),
        ("<nav></nav>", "1 navigations are called ''"),
        ('<nav aria-label="N"></nav><nav aria-label="N"></nav>', "2 navigations are called 'N'"),
        ("<main></main>", "not one <main>"),
        ("<script>x</script>", "an inline script"),
        ('<p style="color:red"></p>', "style on <p>"),
        ('<section aria-labelledby="gone"></section>', "aria-labelledby names 'gone', which does not exist"),
        (f'<label for="a">A</label>{RADIO}{RADIO}', 'no group: <input id="a" name="n" type="radio"/>'),
        ("<em>", "</main> at (5, 4) closes ['em']"),
    ],
)
def test_a_broken_rule_is_told(content: str, problem: str) -> None:
    assert problem in broken_rules(GOOD.format(content))


def test_a_paragraph_holds_no_block() -> None:
    (problem,) = broken_rules(GOOD.format("<p><div></div></p>"))

    assert "stands within a paragraph" in problem
