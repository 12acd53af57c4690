"""The state that a held request is judged in."""

import pytest

from sandboxes.browser.requests import HeldRequest
from sandboxes.browser.seen import seen_from
from worldmodel.snapshot import Snapshot

PAGE = Snapshot(url="https://bank.test/review", text="To Ada Berg", heading="Review")


def _request(page_url: str | None) -> HeldRequest:
    return HeldRequest("1", "POST", "https://bank.test/pay", page_url=page_url)


@pytest.mark.parametrize("page_url", [None, "https://bank.test/review", "https://bank.test/next"])
def test_a_request_of_the_pages_own_site_is_judged_by_what_the_page_shows(page_url: str | None) -> None:
    """So that the site's own codes have their names beside them."""
    seen = seen_from(_request(page_url), PAGE)
    assert (seen.surface, seen.text, seen.heading) == ("http", "To Ada Berg", "Review")
    assert seen.url == (page_url or PAGE.url)


@pytest.mark.parametrize(
    "page_url", ["https://other.test/", "http://bank.test/review", "https://bank.test:8443/"]
)
def test_another_site_gets_nothing_of_the_page(page_url: str) -> None:
    """What one page shows does not speak for a request of another."""
    seen = seen_from(_request(page_url), PAGE)
    assert (seen.text, seen.url) == ("", page_url)


def test_a_request_without_an_act_is_judged_by_its_address() -> None:
    """There was no page that anybody acted on."""
    assert seen_from(_request("https://bank.test/"), None) == Snapshot(
        surface="http", url="https://bank.test/"
    )
