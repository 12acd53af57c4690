"""Finding a Chromium, and the arguments it is started with."""

import os
import shutil
from collections.abc import Iterator, Sequence
from pathlib import Path

from agentguard.errors import ConfigurationError, MissingExtraError

ENVIRONMENT_VARIABLE = "AGENTGUARD_CHROMIUM"
"""Names the browser to use when no argument does."""

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

_QUIET = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--disable-domain-reliability",
    "--no-pings",
    # Without a namespace this keeps WebRTC off UDP; with one there is nothing to reach anyway.
    "--webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
)

_FEATURES_OFF = (
    # Playwright's own list: Chromium heeds the last --disable-features alone, so it is told again.
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "TcpPortRandomizationWin",
    "ThirdPartyStoragePartitioning",
    # Two pages behind the address bar, each with a renderer of its own, for every new window.
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxPopup",
)
_OFF = "--disable-features="


def find_chromium(
    explicit: str | os.PathLike[str] | None = None, *, playwrights_own: str | None = None
) -> str:
    """Return the path of the Chromium to use.

    The order: `explicit`, the environment variable AGENTGUARD_CHROMIUM, Playwright's own build if it is
    there, then what the PATH offers. A browser that was named but can't be run is an error, never
    replaced by another one.

    Args:
        explicit: a path or a command name.
        playwrights_own: `playwright.chromium.executable_path`, which may name a file that is not there.

    Raises:
        ConfigurationError: none was found, or the one that was named can't be run.
    """
    for named, by in (
        (explicit, "the argument"),
        (os.environ.get(ENVIRONMENT_VARIABLE), ENVIRONMENT_VARIABLE),
    ):
        if named:
            return _runnable(os.fspath(named), by)
    for candidate in _candidates(playwrights_own):
        return candidate
    raise ConfigurationError(
        "no Chromium was found. Install one with: playwright install chromium"
        " (or, as root on Debian or Ubuntu: apt-get install -y --no-install-recommends chromium),"
        f" or name one in {ENVIRONMENT_VARIABLE}"
    )


def _runnable(named: str, by: str) -> str:
    found = shutil.which(named)
    if found is None:
        raise ConfigurationError(
            f"{by} names {named!r} as the browser, which is not a program that can be run"
        )
    return str(Path(found).absolute())


def _candidates(playwrights_own: str | None) -> Iterator[str]:
    for name in (playwrights_own, *NAMES):
        found = shutil.which(name) if name else None
        if found:
            yield found


def launch_arguments(*, proxy_port: int | None = None, extra: Sequence[str] = ()) -> list[str]:
    """Return Chromium's arguments: few calls of its own, no way past the proxy, its sandbox kept.

    Args:
        proxy_port: the loopback port of our proxy as the browser sees it; None for no proxy.
        extra: arguments to add; a later one wins over an earlier one. Features that they disable are
            disabled beside ours.
    """
    off = [*_FEATURES_OFF, *(one.removeprefix(_OFF) for one in extra if one.startswith(_OFF))]
    arguments = [*_QUIET, _OFF + ",".join(off)]
    if running_as_root():
        arguments.append("--no-sandbox")  # Chromium refuses to start its own sandbox as root
    if proxy_port is not None:
        arguments += [
            f"--proxy-server=http://127.0.0.1:{proxy_port}",
            "--proxy-bypass-list=<-loopback>",  # loopback too goes through the proxy
        ]
    return [*arguments, *(one for one in extra if not one.startswith(_OFF))]


def running_as_root() -> bool:
    """Whether this process has user id 0 (never on systems without user ids)."""
    return hasattr(os, "geteuid") and os.geteuid() == 0


def require_playwright() -> None:
    """Raise the one clear error when Playwright is not installed.

    Raises:
        MissingExtraError: names the command that installs it.
    """
    try:
        import playwright.async_api  # noqa: F401 - only whether it is there
    except ImportError as error:
        raise MissingExtraError("the browser sandbox", "browser") from error
