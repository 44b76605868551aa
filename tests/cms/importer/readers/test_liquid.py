import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cms.errors import SourceError
from cms.importer.readers.liquid import expand, refuse


def test_the_heading_include_becomes_a_heading() -> None:
    text = (
        "{% include hx.html lvl=2 text=\"R&amp;D <we>\" hide-back-to-top=1 %}\n{%- include hx.html text='Q' lvl=3 -%}"
    )
    expanded = expand("p.md", text)
    assert expanded.text == "<h2>R&amp;D &lt;we&gt;</h2>\n<h3>Q</h3>"
    assert (expanded.headings, expanded.back_to_top) == (2, 1)


def test_the_text_keeps_its_number_of_lines() -> None:
    expanded = expand("p.md", 'a\n{% include hx.html\n   lvl=2\n   text="B" %}\nc')
    assert expanded.text == "a\n<h2>B</h2>\n\n\nc"


@pytest.mark.parametrize(
    "construct",
    [
        "{% for a in b %}",
        "{%for a in b%}",
        "{{ site.url }}",
        "{{page.title}}",
        "{% include other.html %}",
        "{% include {{ page.x }} %}",
        "{% raw %}",
        "{% comment %}",
        '{% include hx.html lvl=2 text="a',
        "{% include hx.html lvl=2",
        "{{",
        '{% include hx.html lvl=7 text="a" %}',
        '{% include hx.html text="a" %}',
        "{% include hx.html lvl=2 text=page.title %}",
        "{% include hx.html lvl=2 %}",
        '{% include hx.html lvl=2 text="" %}',
        '{% include hx.html lvl=2 text="a" colour="b" %}',
        '{% include hx.html lvl=2 lvl=3 text="a" %}',
        '{% include hx.html lvl=2 text="a" | b %}',
        '`{% assign a = "in code" %}`',
        "    {% indented %}",
        "<!-- {{ in.a.comment }} -->",
    ],
)
def test_any_other_liquid_is_an_error_with_its_line(construct: str) -> None:
    with pytest.raises(SourceError) as caught:
        expand("p.md", f"fine\n\n{construct}\n", first_line=10)
    assert caught.value.line == 12
    assert "Liquid" in str(caught.value)


def test_braces_that_are_no_liquid_stay() -> None:
    text = "a } b %} c }} { % d #{e} {: .class}"
    assert expand("p.md", text).text == text
    refuse("p.md", text)


@settings(deadline=None)
@given(st.text())
def test_a_text_without_liquid_is_not_touched(text: str) -> None:
    if "{%" in text or "{{" in text:
        with pytest.raises(SourceError):
            refuse("p.md", text)
    else:
        assert expand("p.md", text).text == text
