"""File tools: what writing, editing, moving or deleting a path does, given what is known of it."""

import re
from collections.abc import Iterator
from typing import Literal

from worldmodel.callname import CallName
from worldmodel.canonical import JsonObject
from worldmodel.effect import Effect, Hazard, Horizon, Resource, Reversibility, Tier
from worldmodel.snapshot import Snapshot
from worldmodel.structural import checks
from worldmodel.structural.content import code_in
from worldmodel.structural.facts import facts_of
from worldmodel.structural.making import because, first_value, make
from worldmodel.wordset import words

_PATH_KEYS = (
    "path",
    "filepath",
    "file",
    "filename",
    "targetfile",
    "notebookpath",
    "source",
    "src",
    "oldpath",
    "from",
    "absolutepath",
)
_TARGET_KEYS = ("destination", "dest", "dst", "newpath", "target", "to", "topath")
_OLD_KEYS = re.compile(r"^(old|old_?(str|string|text)|search|find|original|before)$", re.IGNORECASE)
_WRITES = words("write create save make put store overwrite new add export dump upload")
_EDITS = words(
    "edit update insert append patch replace modify change apply str set prepend refactor format fill"
)
_REMOVES = words("delete remove unlink rm destroy trash erase purge clear wipe truncate empty discard")
_MOVES = words("move rename mv")
_COPIES = words("copy duplicate cp clone")
_FILE_WORDS = words(
    "file files path document editor text fs filesystem directory folder dir notebook note write edit"
)
_LOOKS_LIKE_PATH = re.compile(
    r"[/\\]|^\.|\.[A-Za-z0-9]{1,8}$|^(Makefile|Dockerfile|Jenkinsfile|LICENSE|README)$|^~"
)
_SECRET_FILE = re.compile(
    r"(^|/)(\.env(\.|$)|\.ssh/|id_[re]\w+|\.aws/|\.netrc|\.pgpass|.*\.pem$|.*\.key$|credentials|secrets?\.)",
    re.I,
)

Known = Literal["present", "absent", "unknown"]


def path_of(arguments: JsonObject) -> str | None:
    """The local path that a call names, else None; an address or a bare id is no path."""
    value = first_value(arguments, *_PATH_KEYS)
    if not isinstance(value, str) or "://" in value or not _LOOKS_LIKE_PATH.search(value.strip()):
        return None
    return value.strip()


def is_secret_file(path: str) -> bool:
    """Whether a file of this name usually holds keys or passwords."""
    return bool(_SECRET_FILE.search(path.replace("\\", "/")))


def file_effects(
    name: CallName, operation: str, arguments: JsonObject, before: Snapshot
) -> tuple[Effect, ...] | None:
    """Return what a call does to the file it names, or None where it is no call on a local file."""
    path = path_of(arguments)
    if path is None or not (
        {operation, *name.words} & (_FILE_WORDS | _WRITES | _EDITS | _REMOVES | _MOVES | _COPIES)
    ):
        return None
    resource = Resource(kind="file", id=path)
    main = tuple(_main(operation, path, resource, arguments, before))
    if not main:
        return None
    return (*main, *_special(operation, path, resource, arguments))


def known_of(path: str, before: Snapshot) -> tuple[Known, str]:
    """Whether the state says that `path` exists, and the words that say so."""
    facts = facts_of(before)
    phrase = facts.about(path)
    if phrase is not None:
        gone = re.search(
            r"\b(does not exist|doesn't exist|missing|not found|absent|new file)\b", phrase, re.IGNORECASE
        )
        return ("absent" if gone else "present"), phrase
    return ("absent" if facts.lists_files else "unknown"), ""


def _main(
    operation: str, path: str, resource: Resource, arguments: JsonObject, before: Snapshot
) -> Iterator[Effect]:
    if operation in _REMOVES:
        yield make("delete", path, resource, 0.95, evidence=because("arguments", f"removes {path}"))
    elif operation in _MOVES or operation in _COPIES:
        yield from _moved(operation, path, resource, arguments, before)
    elif operation in _EDITS:
        yield make(
            "update",
            path,
            resource,
            0.95,
            reversibility=Reversibility.EFFORTFUL,
            evidence=because("arguments", f"edits {path}"),
        )
    elif operation in _WRITES:
        yield from _written(path, resource, before)


def _written(path: str, resource: Resource, before: Snapshot) -> Iterator[Effect]:
    known, phrase = known_of(path, before)
    if known == "present":
        yield make("overwrite", path, resource, 0.95, tier=Tier.HIGH, evidence=because("facts", phrase))
        return
    reason = "not among the files" if known == "absent" else "whether it exists is not known"
    yield make("create", path, resource, 0.9, evidence=because("facts", f"{path}: {reason}"))


def _moved(
    operation: str, path: str, resource: Resource, arguments: JsonObject, before: Snapshot
) -> Iterator[Effect]:
    verb = "create" if operation in _COPIES else "update"
    yield make(
        verb,
        path,
        resource,
        0.9,
        reversibility=Reversibility.REVERSIBLE,
        evidence=because("arguments", f"{operation} {path}"),
    )
    target = first_value(arguments, *_TARGET_KEYS)
    if isinstance(target, str):
        known, phrase = known_of(target, before)
        if known == "present":
            yield make(
                "overwrite",
                target,
                Resource(kind="file", id=target),
                0.9,
                evidence=because("facts", f"already there: {phrase}"),
            )


def _special(operation: str, path: str, resource: Resource, arguments: JsonObject) -> Iterator[Effect]:
    """What follows from which file it is, and from what is put into it."""
    yield from _by_path(operation, path, resource)
    old, new = _old_and_new(arguments)
    if operation not in _REMOVES and (how := checks.weakened_check(path, old, new)) is not None:
        yield make(
            "weaken",
            f"checks in {path}",
            resource,
            0.9,
            horizon=Horizon.LONG,
            hazards=(Hazard.CHECK_WEAKENED,),
            evidence=because("arguments", how),
        )
    if (found := code_in(new, path)) is not None:
        verb, what, piece = found
        yield make(
            verb,
            f"code in {path}",
            resource,
            0.85,
            horizon=Horizon.LONG,
            tier=Tier.HIGH,
            hazards=(Hazard.CODE_IN_CONTENT,),
            evidence=because("arguments", f"{what}: {piece}"),
        )


def _by_path(operation: str, path: str, resource: Resource) -> Iterator[Effect]:
    if checks.touches_guard(path):
        yield make(
            "weaken",
            f"guard settings {path}",
            resource,
            0.9,
            horizon=Horizon.LONG,
            hazards=(Hazard.OWN_GUARD,),
            evidence=because("arguments", "the file steers what the agent may do"),
        )
    if checks.gives_orders(path):
        yield make(
            "persist",
            f"standing instructions {path}",
            resource,
            0.6,
            horizon=Horizon.LONG,
            hazards=(Hazard.OWN_GUARD,),
            evidence=because("arguments", "later sessions obey this file"),
        )
    if checks.starts_by_itself(path) and operation not in _REMOVES:
        yield make(
            "persist",
            path,
            resource,
            0.85,
            horizon=Horizon.LONG,
            evidence=because("arguments", "what stands there starts by itself"),
        )
    if "authorized_keys" in path:
        yield make(
            "grant",
            path,
            resource,
            0.9,
            horizon=Horizon.LONG,
            hazards=(Hazard.LASTING_POWER,),
            evidence=because("arguments", "keys in this file open the account"),
        )
    if checks.is_log(path):
        yield make(
            "conceal",
            path,
            resource,
            0.8 if operation in _REMOVES | _WRITES else 0.5,
            evidence=because("arguments", "a log or trail is altered"),
        )


def _old_and_new(arguments: JsonObject) -> tuple[str, str]:
    """Split all text arguments, nested ones too, into what goes and what comes."""
    old: list[str] = []
    new: list[str] = []
    stack: list[object] = [arguments]
    while stack:
        value = stack.pop()
        for key, item in (
            value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
        ):
            if isinstance(item, str):
                (old if _OLD_KEYS.match(str(key)) else new).append(item)
            else:
                stack.append(item)
    return "\n".join(old), "\n".join(new)
