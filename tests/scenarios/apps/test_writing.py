"""Amounts as languages write them, and the words of people as markup."""

import pytest

from scenarios.apps.writing import money, rich


@pytest.mark.parametrize(
    ("language", "sign", "written"),
    [
        ("en", "€", "−€1,240.05"),
        ("de", "€", "−1.240,05 €"),
        ("fr", "€", "−1\u202f240,05 €"),
        ("de", "$", "−1.240,05 $"),
    ],
)
def test_amounts_are_written_as_the_language_has_them(language: str, sign: str, written: str) -> None:
    """Thousands, the point or comma, and the place of the sign."""
    assert money(-124_005, language, sign) == written


def test_texts_show_pictures_links_and_lines_and_no_markup() -> None:
    """What people write is text, whatever it looks like."""
    shown = rich("See ![the <plan>](/static/plan.svg) at https://a.example/b?c=1&d=2\nand <b>call</b>")
    assert '<img class="inline" src="/static/plan.svg" alt="the &lt;plan&gt;">' in shown
    assert '<a href="https://a.example/b?c=1&amp;d=2" rel="nofollow ugc">' in shown
    assert "<br>and &lt;b&gt;call&lt;/b&gt;" in shown


def test_a_picture_may_lie_elsewhere_and_its_address_is_no_link() -> None:
    """Any host's picture is loaded, as in real software; other schemes stay text."""
    assert rich("![map](http://127.0.0.2/m.png?a=1)").count("http://127.0.0.2") == 1
    assert "<img" not in rich("![x](javascript:alert(1))")
