"""Chromium's arguments: one list of features that are off, and no pages of the browser's own."""

from playwright.async_api import async_playwright

from sandboxes.browser.chromium import find_chromium, launch_arguments


def test_features_that_a_caller_disables_are_disabled_beside_ours() -> None:
    """Chromium heeds the last list alone, so there is exactly one, and it holds both."""
    arguments = launch_arguments(extra=["--disable-features=Mine,Other", "--mute-audio"])
    lists = [one for one in arguments if one.startswith("--disable-features=")]
    assert len(lists) == 1
    features = lists[0].partition("=")[2].split(",")
    assert {"Mine", "Other", "HttpsUpgrades", "PreconnectToSearch"} <= set(features)
    assert arguments[-1] == "--mute-audio"


async def test_a_new_window_opens_no_page_of_the_browsers_own() -> None:
    """Nothing but the page itself is rendered: the browser's own pages cost more than most sites."""
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        await (await browser.new_context()).new_page()
        session = await browser.new_browser_cdp_session()
        targets = (await session.send("Target.getTargets", {"filter": [{}]}))["targetInfos"]
        assert sorted({target["type"] for target in targets}) == ["page", "tab"]
        await browser.close()
