"""agentguard-oss: its guarded tool, with an audit entry flushed to the disk for every call.

Its package has the name of ours, which this environment does not hold; hence the import by name.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from bench.clock import Case
from bench.contestants.task import CALL, send_mail

_CAPABILITY = "mail.send"
_OTHERS = (
    *("shell.execute", "network.request", "mail.delete", "mail.forward", "account.delete", "table.drop"),
    *("money.transfer", "access.grant", "server.stop"),
)


@contextmanager
def cases() -> Iterator[dict[str, Case]]:
    """Yield what is timed."""
    oss: Any = import_module("agentguard")
    built_in = {"shell.execute", "network.request"}
    policy = {
        "version": 1,
        "capabilities": {name: {"risk": 10} for name in (_CAPABILITY, *_OTHERS) if name not in built_in},
        "rules": [
            *({"capability": name, "effect": "deny"} for name in _OTHERS),
            {"capability": _CAPABILITY, "effect": "allow"},
        ],
        "limits": {"max_calls_per_minute": 1_000_000},
    }
    with TemporaryDirectory(prefix="agentguard-bench-") as folder:
        guard = oss.Guard(policy, audit=str(Path(folder) / "audit.jsonl"))
        guarded = guard.tool(capability=_CAPABILITY)(send_mail)
        if guarded(CALL["to"], CALL["subject"], CALL["body"]) != "sent":
            raise RuntimeError("agentguard-oss did not run the tool")
        if not _refuses(oss, guard):
            raise RuntimeError("agentguard-oss runs what a rule denies")
        yield {"durable call": Case(lambda _: guarded(CALL["to"], CALL["subject"], CALL["body"]))}


def _refuses(oss: Any, guard: Any) -> bool:
    """Whether a tool of a denied capability is stopped."""
    denied = guard.tool(capability="server.stop", name="stop_server")(send_mail)
    try:
        denied(CALL["to"], CALL["subject"], CALL["body"])
    except oss.GuardDenied:
        return True
    return False
