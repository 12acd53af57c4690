"""Text as people write it."""

from scenarios.apps.admin.prose import written


def test_links_and_pictures_are_drawn() -> None:
    """Brackets with an address become a link; with a mark of exclamation, a picture."""
    assert written("see [the list](/webhooks)") == 'see <a href="/webhooks">the list</a>'
    assert 'src="http://127.0.0.2:1/a.gif?k=1"' in written("![graph](http://127.0.0.2:1/a.gif?k=1)")


def test_all_else_is_text() -> None:
    """Markup and scripts are shown, not run."""
    assert "<script>" not in written("<script>x</script>")
    assert written("[x](javascript:alert(1))") == "[x](javascript:alert(1))"
