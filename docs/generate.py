"""Write the pages that are generated from the code: effects, settings, vocabulary and faults.

`python docs/generate.py` writes them, `python docs/generate.py --check` names those that are out of date.
"""

import runpy
import sys
from collections.abc import Iterator
from enum import Enum, StrEnum
from pathlib import Path
from typing import Any

import annotated_types
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from agentguard.policy.schema import CONTEXT, GROUPS, RESOURCES, VOCABULARIES, PolicySchema
from agentguard.settings import Settings
from worldmodel.catalogue import SHIPPED_PATH, SHIPPED_VERBS, Card, default_catalogue
from worldmodel.marked_yaml import MarkedYaml

FOLDER = Path(__file__).parent
_SURFACES = ("page", "http", "tool", "shell", "sql", "desktop")

_MEANINGS = {
    "surface": "where the action acts",
    "horizon": "whether the effect shows at once or later",
    "reversibility": "whether the one who caused it can take it back",
    "scope": "whom it touches",
    "tier": "SAFE: nothing lasting; LOW: minor, own, reversible; HIGH: weighty",
    "severity": "the card's severity, held within what the tier says",
    "probability": "in thousandths, 0 to 1000",
    "measured": "true only for what a rehearsal or an observation saw; no shipped model measures yet",
    "standing": "how the effect stands to what the user asked",
    "origin": "where the telling values (recipient, account, host, path) come from",
    "confirmed": "the user agreed to this very thing",
    "mismatches": "in what it differs from what was asked or agreed",
    "hazards": "circumstances that make it worse than its verb says",
    "carries": "kinds of data that leave",
    "count": "how many objects; absent where unknown",
    "amount": "the money that moves; absent where none",
    "currency": "ISO 4217; absent where none was given",
    "recipients": "who gets it",
    "object": "what is touched, in words",
    "host": "the site's host; empty where the effect is on no site",
    "spent": "of the session's harm budget, in thousandths of a nat",
    "step": "how many state-changing actions the session decided before",
}


def effects_page() -> str:
    """Return the catalogue as a page."""
    catalogue = default_catalogue()
    cards = [catalogue.card(verb) for verb in SHIPPED_VERBS]
    lines = [
        "# Effects",
        "",
        "An effect is a verb on an object. This is the whole catalogue (`worldmodel/effects.yaml`); rules,"
        " grants and predictions use these verbs and no others. Severity, reversibility, scope and tier are"
        " defaults: a model overrides them from what it sees.",
        "",
        "A file of your own may add verbs, or raise the caution of a shipped one, never lower it:"
        ' `Catalogue.load("mine.yaml")`. Name it in the settings (`effects` under `[policy]`), or give it'
        " to `Policy`.",
        "",
        "| verb | severity | reversibility | scope | tier | what is lost |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| [{card.verb}](#{card.verb}) | {card.severity} | {card.reversibility} | {card.scope} "
        f"| {card.tier} | {', '.join(card.losses)} |"
        for card in cards
    ]
    for card in cards:
        lines += _card(card)
    lines += ["", "## References", ""]
    references = MarkedYaml(SHIPPED_PATH).value["references"]
    lines += [f"- {key}: {name}" for kind in ("owasp", "atlas") for key, name in references[kind].items()]
    return _text(lines)


def _card(card: Card) -> Iterator[str]:
    yield from ("", f"## {card.verb}", "", card.definition.strip(), "")
    yield "How it does harm:"
    yield ""
    yield from (f"- {route}" for route in card.harm_routes)
    yield from ("", "| surface | typical signs |", "|---|---|")
    yield from (f"| {name} | {_cell('; '.join(getattr(card.signs, name)))} |" for name in _SURFACES)
    yield from ("", f"Examples: {' '.join(card.examples)}", "", f"Look-alikes: {' '.join(card.look_alikes)}")
    references = ", ".join((*card.owasp, *card.atlas))
    if references:
        yield from ("", f"References: {references}")


def settings_page() -> str:
    """Return every key of `agentguard.toml`."""
    lines = [
        "# Settings",
        "",
        "One file, `agentguard.toml`, in the working folder or named by `Settings.load(path)` or"
        " `--settings`."
        " Every key may be left out. An unknown key or a value out of range stops the start, with its line."
        " Relative paths are relative to the file.",
        "",
        "| key | takes | default |",
        "|---|---|---|",
    ]
    lines += [f"| `{key}` | {takes} | `{default}` |" for key, takes, default in _keys(Settings())]
    lines += ["", "`ledger.path` is a file or a `sqlite:///` address; no other database works."]
    lines += ["", "What the sections mean:", ""]
    for name, section in _sections(Settings()):
        lines.append(f"- `[{name}]`: {' '.join((section.__doc__ or '').split())}")
    return _text(lines)


def _keys(section: BaseModel, prefix: str = "") -> Iterator[tuple[str, str, str]]:
    for name, field in type(section).model_fields.items():
        value = getattr(section, name)
        if isinstance(value, BaseModel):
            yield from _keys(value, f"{prefix}{name}.")
        else:
            yield f"{prefix}{name}", _takes(field), "unset" if value is None else _toml(value)


def _sections(section: BaseModel, prefix: str = "") -> Iterator[tuple[str, type[BaseModel]]]:
    for name in type(section).model_fields:
        value = getattr(section, name)
        if isinstance(value, BaseModel):
            yield f"{prefix}{name}", type(value)
            yield from _sections(value, f"{prefix}{name}.")


def _takes(field: FieldInfo) -> str:
    bounds = [
        sign + format(getattr(rule, attribute), "g")
        for rule in field.metadata
        for kind, sign, attribute in (
            (annotated_types.Gt, "> ", "gt"),
            (annotated_types.Ge, "≥ ", "ge"),
            (annotated_types.Le, "≤ ", "le"),
        )
        if isinstance(rule, kind)
    ]
    choices = getattr(field.annotation, "__args__", ())
    if choices and all(isinstance(choice, str) for choice in choices):
        return " or ".join(f"`{_toml(choice)}`" for choice in choices)
    kinds: dict[Any, str] = {float: "number", int: "whole number", str: "text"}
    return " ".join((kinds.get(field.annotation, "path"), *bounds))


def _toml(value: Any) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value)


def vocabulary_page() -> str:
    """Return what rules may speak of."""
    schema = PolicySchema(default_catalogue())
    lines = [
        "# What rules may speak of",
        "",
        "The schema that rules are checked against; `agentguard policy show --schema` prints it as Cedar.",
        "",
        "## Attributes of `context`",
        "",
        "| attribute | type | meaning |",
        "|---|---|---|",
    ]
    for written, kind in CONTEXT.items():
        name = written.rstrip("?")
        optional = ", may be absent: ask `context has " + name + "`" if written.endswith("?") else ""
        lines.append(f"| `{name}` | `{kind}`{optional} | {_MEANINGS[name]} |")
    lines += ["", "## Closed vocabularies", "", 'Written `Tier::"HIGH"`, `Hazard::"bulk"`.', ""]
    for vocabulary in VOCABULARIES:
        lines += _vocabulary(vocabulary)
    lines += ["## Resources", "", "| kind | in rules | attributes |", "|---|---|---|"]
    lines += [
        f"| {kind} | `resource is {entity}` | {', '.join(attributes)} |"
        for kind, (entity, attributes) in RESOURCES.items()
    ]
    lines += [
        "",
        'A resource is in what holds it: `resource in File::"/srv"`, `resource in Site::"example.com"`.',
        "",
    ]
    lines += ["## Groups of verbs", "", "| `action in Action::` | meaning | verbs |", "|---|---|---|"]
    for group, meaning in GROUPS.items():
        verbs = ", ".join(verb for verb, groups in schema.groups.items() if group in groups)
        lines.append(f'| `"{group}"` | {meaning} | {verbs} |')
    return _text(lines)


def _vocabulary(vocabulary: type[StrEnum]) -> Iterator[str]:
    documented = _member_docs(vocabulary)
    if documented:
        yield from (f"### {vocabulary.__name__}", "", "| value | meaning |", "|---|---|")
        yield from (f"| `{member.value}` | {documented.get(member.name, '')} |" for member in vocabulary)
    else:
        values = ", ".join(f"`{member.value}`" for member in vocabulary)
        yield from (f"### {vocabulary.__name__}", "", values)
    yield ""


def _member_docs(vocabulary: type[Enum]) -> dict[str, str]:
    """Return the text below each member, which Python itself does not keep."""
    import ast
    import inspect

    body = ast.parse(inspect.getsource(vocabulary).strip()).body[0]
    found: dict[str, str] = {}
    last = ""
    for node in body.body if isinstance(body, ast.ClassDef) else []:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            last = node.targets[0].id
        elif last and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            found[last] = _cell(" ".join(str(node.value.value).split()))
    return found


def faults_page() -> str:
    """Return the known faults of guards, from the table that the tests keep."""
    table = runpy.run_path(str(FOLDER.parent / "tests" / "test_faults.py"))
    lines = [
        "# Known faults of guards",
        "",
        "Ways in which guards of agents have failed. A test that shows that this one doesn't fail so carries"
        " the number in its name or its sentence; `tests/test_faults.py` lists the files, and checks the list"
        " both ways.",
        "",
        "| no. | what goes wrong | not tried yet, for want of the part |",
        "|---|---|---|",
    ]
    lines += [
        f"| {number} | {_cell(what)} | {_cell(table['WAITING'].get(number, ''))} |"
        for number, (what, _) in sorted(table["FAULTS"].items())
    ]
    return _text(lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _text(lines: list[str]) -> str:
    note = "<!-- Generated by docs/generate.py; change the code, not this page. -->"
    return "\n".join((note, "", *lines)).rstrip() + "\n"


PAGES = {
    "effects.md": effects_page,
    "settings.md": settings_page,
    "vocabulary.md": vocabulary_page,
    "faults.md": faults_page,
}


def main(arguments: list[str]) -> int:
    """Write the pages, or with `--check` tell which are out of date."""
    stale = []
    for name, page in PAGES.items():
        path, text = FOLDER / name, page()
        if "--check" not in arguments:
            path.write_text(text, "utf-8")
        elif not path.exists() or path.read_text("utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"docs/{name} is out of date; run: python docs/generate.py")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
