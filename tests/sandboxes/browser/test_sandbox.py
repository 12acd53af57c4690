"""Dialogs, files, permissions, passwords of servers: each has a stated behaviour."""

import base64
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from starlette.requests import Request
from starlette.responses import Response

from agentguard.errors import ActionStopped
from agentguard.firewall import Firewall
from sandboxes.browser import BrowserSandbox
from sandboxes.browser.files import GrantedFiles, UngrantedFileError
from worldmodel.action import Action
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Effect, Resource, Tier
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot

pytestmark = pytest.mark.browser

MakeFirewall = Callable[..., Firewall]


class Harmful:
    """A world model for tests: a deletion is expected where `when` says so, else nothing."""

    name = "harmful"

    def __init__(self, when: Callable[[Action, Snapshot], bool]) -> None:
        self.asked: list[tuple[Action, Snapshot]] = []
        self._when = when

    async def predict(self, before: Snapshot, action: Action) -> Prediction:
        """Expect a deletion, or nothing."""
        self.asked.append((action, before))
        effects: tuple[Effect, ...] = ()
        if self._when(action, before):
            site = Resource(kind="site", id="site")
            effects = (default_catalogue().effect("delete", "items", site, tier=Tier.HIGH),)
        return Prediction(model=self.name, effects=effects)


def nothing(action: Action, before: Snapshot) -> bool:
    """No act is harmful."""
    return False


ASKING = """<title>Items</title>
<button id=ask onclick="document.title = confirm('Delete all 5 items?') ? 'deleted' : 'kept'">Tidy up</button>
<button id=tell onclick="alert('Hello'); document.title = 'told'">Tell</button>
<button id=prompt onclick="document.title = String(prompt('Your name?'))">Name</button>"""


@pytest.mark.parametrize(("harmful", "title"), [(True, "kept"), (False, "deleted")])
async def test_accepting_a_dialog_is_an_act_of_its_own(
    site: Any, make_firewall: MakeFirewall, harmful: bool, title: str
) -> None:
    """A confirm is accepted only if accepting it is allowed with what it says."""
    site.pages["/"] = ASKING
    model = Harmful(lambda action, before: harmful and "Delete all 5" in (before.dialog or ""))
    async with BrowserSandbox(make_firewall("Tidy up", models=[model]), isolation="none") as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        await page.click("#ask")
        assert await page.title() == title
        accepted = [(action, before) for action, before in model.asked if action.name == "accept"]
        assert accepted[0][0].argument("name") == "Delete all 5 items?"
        await page.click("#tell")
        assert await page.title() == "told"
        await page.click("#prompt")
        assert await page.title() == "null"


async def test_a_handler_of_the_script_gets_the_refusal(site: Any, make_firewall: MakeFirewall) -> None:
    """A script that accepts every dialog is told of the refusal, and the dialog is dismissed."""
    site.pages["/"] = ASKING
    model = Harmful(lambda action, before: action.name == "accept")
    caught: list[ActionStopped] = []

    async def accept(dialog: Any) -> None:
        try:
            await dialog.accept()
        except ActionStopped as stopped:
            caught.append(stopped)

    async with BrowserSandbox(make_firewall("Tidy up", models=[model]), isolation="none") as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        page.on("dialog", accept)
        await page.click("#ask")
        assert await page.title() == "kept"
        page.remove_listener("dialog", accept)
        page.on("dialog", lambda dialog: dialog.dismiss())
        await page.click("#ask")
    assert len(caught) == 1


async def test_downloads_are_kept_in_the_folder_and_not_elsewhere(
    site: Any, make_firewall: MakeFirewall, tmp_path: Path
) -> None:
    """A download lies in the sandbox's folder under a plain name; saving it elsewhere is decided."""
    site.pages["/"] = "<a href=/file>Get</a>"
    disposition = {"content-disposition": 'attachment; filename="../../evil.sh"'}
    site.pages["/file"] = Response(b"data", headers=disposition)
    firewall = make_firewall("Get the file", models=[Harmful(lambda action, _: "save_as" in action.name)])
    downloads = tmp_path / "downloads"
    async with BrowserSandbox(firewall, isolation="none", downloads=downloads) as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        async with page.expect_download() as begun:
            await page.get_by_text("Get").click()
        download = await begun.value
        with pytest.raises(ActionStopped):
            await download.save_as(tmp_path / "elsewhere")
        await download.save_as(downloads / "again")
        assert (downloads / "again").read_bytes() == b"data"
    assert not (tmp_path / "elsewhere").exists()
    assert sorted(path.name for path in downloads.iterdir()) == ["_.._evil.sh", "again"]


async def test_only_granted_files_are_uploaded_with_the_content_that_was_decided(
    site: Any, make_firewall: MakeFirewall, tmp_path: Path
) -> None:
    """An upload outside the grant is refused, also through a link; a granted one is decided by content."""
    site.pages["/"] = (
        "<form method=post action=/in enctype=multipart/form-data><input type=file name=f></form>"
    )
    granted, secret, link = tmp_path / "cv.txt", tmp_path / "secret", tmp_path / "cv2.txt"
    granted.write_text("my life")
    secret.write_text("key")
    link.symlink_to(secret)
    model = Harmful(nothing)
    firewall = make_firewall("Upload my cv", models=[model])
    async with BrowserSandbox(firewall, isolation="none", files=[granted, link.parent / "none"]) as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        for path in (secret, link):
            with pytest.raises(UngrantedFileError):
                await page.set_input_files("[name=f]", path)
        await page.locator("[name=f]").set_input_files(granted)
        assert await page.evaluate("document.querySelector('[name=f]').files[0].name") == "cv.txt"
        async with page.expect_file_chooser() as opened:
            await page.locator("[name=f]").click()
        chooser = await opened.value
        with pytest.raises(UngrantedFileError):
            await chooser.set_files(secret)
        await chooser.set_files(granted)
    uploads = [action.argument("files")[0] for action, _ in model.asked if action.name == "set_input_files"]
    assert [(one["name"], one["bytes"]) for one in uploads] == [("cv.txt", 7), ("cv.txt", 7)]


def test_a_granted_folder_grants_what_lies_below_and_nothing_beside(tmp_path: Path) -> None:
    """Grants are compared after links and dots are resolved."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "a").write_text("a")
    (tmp_path / "b").write_text("b")
    granted = GrantedFiles([tmp_path / "out"])
    assert granted.read(str(tmp_path / "out" / "a"))[0].content == b"a"
    for path in ("out/../b", "b", "out"):
        with pytest.raises(UngrantedFileError):
            granted.read([tmp_path / path])


@pytest.mark.parametrize("granted", [(), ("geolocation",)])
async def test_permissions_are_denied_unless_given(
    site: Any, make_firewall: MakeFirewall, granted: tuple[str, ...]
) -> None:
    """A page can read the place or the clipboard only where the sandbox was made so."""
    site.pages["/"] = "<title>x</title>"
    firewall = make_firewall("Look", models=[Harmful(nothing)])
    async with BrowserSandbox(firewall, isolation="none", permissions=granted) as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        states = {
            name: await page.evaluate(f"navigator.permissions.query({{name: '{name}'}}).then(p => p.state)")
            for name in ("geolocation", "clipboard-read", "camera")
        }
    assert states == {
        "geolocation": "granted" if granted else "denied",
        "clipboard-read": "denied",
        "camera": "denied",
    }


async def test_a_server_gets_a_password_only_if_it_was_granted_to_it(
    site: Any, make_firewall: MakeFirewall
) -> None:
    """HTTP authentication is answered from the sandbox's own credentials, and else cancelled."""
    right = "Basic " + base64.b64encode(b"sam:canary-basic").decode()

    def answer(request: Request) -> Response:
        if request.headers.get("authorization") == right:
            return Response("In.")
        return Response("Out.", status_code=401, headers={"www-authenticate": 'Basic realm="x"'})

    site.pages["/"] = answer
    for credentials, status in (({}, 401), ({site.url: ("sam", "canary-basic")}, 200)):
        firewall = make_firewall("Look", models=[Harmful(nothing)])
        async with BrowserSandbox(firewall, isolation="none", http_credentials=credentials) as sandbox:
            page = await sandbox.new_page()
            response = await page.goto(site.url)
            assert response is not None
            assert response.status == status


async def test_a_drag_is_decided_with_both_its_ends(site: Any, make_firewall: MakeFirewall) -> None:
    """Pressing, moving and letting go is one act, and none of it reaches the page before the verdict."""
    site.pages["/"] = (
        "<div id=file draggable=true style='width:80px;height:30px'>report.pdf</div>"
        "<button id=bin style='margin-top:200px'>Trash</button>"
        "<script>onmousedown = () => document.title = 'touched'</script>"
    )
    model = Harmful(lambda action, _: action.argument("to") == "Trash")
    async with BrowserSandbox(make_firewall("Look", models=[model]), isolation="none") as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        start, end = await page.locator("#file").bounding_box(), await page.locator("#bin").bounding_box()
        assert start is not None
        assert end is not None
        await page.mouse.move(start["x"] + 5, start["y"] + 5)
        await page.mouse.down()
        await page.mouse.move(end["x"] + 5, end["y"] + 5)
        with pytest.raises(ActionStopped):
            await page.mouse.up()
        with pytest.raises(ActionStopped):
            await page.drag_and_drop("#file", "#bin")
        assert await page.title() == ""


async def test_the_whole_path_in_a_network_namespace(site: Any, make_firewall: MakeFirewall) -> None:
    """With the strongest isolation there is, an honest form reaches the server and the coverage says so."""
    site.pages["/"] = "<form method=post action=/order><button>Go</button></form>"
    firewall = make_firewall("Go", models=[Harmful(nothing)])
    async with BrowserSandbox(firewall, isolation="auto") as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        await page.get_by_role("button").click()
        assert await page.title() == "Done"
        assert sandbox.coverage().isolation in ("network", "proxy")
    assert site.changes() == [("POST", "/order", "")]


async def test_a_renewed_sandbox_remembers_nothing_of_the_session_before(
    site: Any, make_firewall: MakeFirewall
) -> None:
    """Contexts are closed, what was reached counts as reached no more, and the new firewall decides."""
    site.pages["/"] = "<p>Hello</p>"
    first, model = make_firewall(models=[Harmful(nothing)]), Harmful(nothing)
    async with BrowserSandbox(first, isolation="none") as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        decided = first.ledger.head().seq
        await sandbox.renew(make_firewall(models=[model]))
        assert page.is_closed()
        again = await sandbox.new_page()
        await again.goto(site.url)
        assert [action.name for action, _ in model.asked] == ["navigate"]
        assert first.ledger.head().seq == decided
