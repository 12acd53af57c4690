"""One act on one page, with everything that is known of its target resolved once."""

import json
import re
from collections.abc import Iterable
from functools import cached_property
from typing import Any
from urllib.parse import urljoin, urlsplit

from worldmodel.action import Action
from worldmodel.catalogue import default_catalogue
from worldmodel.classify import plain
from worldmodel.effect import Effect, Evidence, Hazard, Resource
from worldmodel.hosts import parse_host
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.page_options import without_options
from worldmodel.structural.page_terms import fold, is_whole, tells
from worldmodel.words import split_identifier

_TAG_ROLES = {
    "a": "link",
    "button": "button",
    "select": "combobox",
    "textarea": "textbox",
    "summary": "disclosure",
}
_INPUT_ROLES = {
    **dict.fromkeys(("submit", "button", "image", "reset"), "button"),
    "checkbox": "checkbox",
    "radio": "radio",
    "search": "searchbox",
    "range": "slider",
}
_NAMED_BY_VALUE = frozenset({"submit", "button", "reset", "image"})
_UNTICKED = ("", "0", "false", "no", "off", "none", "null")


_SUBMITS = re.compile(r"(?<![a-z])submit(?![a-z])", re.IGNORECASE)


class Scene:
    """A snapshot and an action, read together. Everything is worked out at first use and kept."""

    def __init__(self, before: Snapshot, action: Action) -> None:
        """Take the state just before and the proposed act."""
        self.before = before = without_options(before)
        self.action = action
        self.operation = plain(action.name)
        self.arguments: dict[str, Any] = action.arguments
        self.element = before.element or Element()

    def argument(self, *names: str) -> str:
        """Return the first of the named arguments that is present, as text."""
        for name in names:
            value = self.arguments.get(name)
            if value is not None and value != "":
                return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
        return ""

    @cached_property
    def facts(self) -> dict[str, Any]:
        """The further facts of the snapshot."""
        value = json.loads(self.before.facts_json)
        return value if isinstance(value, dict) else {}

    @cached_property
    def attributes(self) -> dict[str, str]:
        """The element's telling attributes, by lower-case name."""
        value = json.loads(self.element.attributes_json)
        if not isinstance(value, dict):
            return {}
        return {str(key).lower(): "" if item is None else str(item) for key, item in value.items()}

    @cached_property
    def role(self) -> str:
        """The role of the target: told, else from its tag and type."""
        told = (self.element.role or self.argument("role")).lower()
        if told:
            return told
        if self.element.tag == "input":
            return _INPUT_ROLES.get(self.element.type.lower(), "textbox")
        return _TAG_ROLES.get(self.element.tag.lower(), "")

    @cached_property
    def label(self) -> str:
        """What the page calls the control; the agent's own word only if nothing else tells."""
        element = self.element
        by_value = element.value if element.type.lower() in _NAMED_BY_VALUE else None
        told = (
            element.name,
            self.attributes.get("aria-label"),
            element.text,
            by_value,
            self.attributes.get("title"),
            element.sign,
        )
        return next(
            (text.strip() for text in told if text and text.strip()), self.argument("name", "text").strip()
        )

    @cached_property
    def label_source(self) -> str:
        """Where the label was read from, for evidence."""
        return "element.name" if self.element.name or self.element.text else "action.name"

    @cached_property
    def speechless(self) -> bool:
        """Whether the label says nothing of what the control does: none, an arrow, an icon, "Continue"."""
        return not any(c.isalnum() for c in self.label) or is_whole("neutral", self.label)

    @cached_property
    def resolved(self) -> bool:
        """Whether anything at all is known of the target."""
        known = bool(self.element.tag or self.element.role or self.element.name or self.element.text)
        return known or bool(self.argument("name", "text"))

    @cached_property
    def elsewhere(self) -> bool:
        """Whether the control found has quite another name than the one the agent means."""
        if self.argument("role") == "dialog":
            return False  # a dialog asks in its own words, whatever opened it
        meant, found = fold(self.argument("name")), fold(self.element.name)
        return bool(meant and found) and meant not in found and found not in meant

    @cached_property
    def url(self) -> str:
        """The page's address, or an empty text."""
        return self.before.url or ""

    @cached_property
    def resource(self) -> Resource:
        """The site that the act is on."""
        return self.site(self.url)

    def site(self, url: str) -> Resource:
        """Return the site of an address as a resource."""
        host = parse_host(urljoin(self.url, url) if self.url.startswith("http") else url)
        return Resource(kind="site", id=host.name or "this page")

    @cached_property
    def place(self) -> str:
        """Where on the site the act happens: title, heading and the words of the path."""
        path = " ".join(split_identifier(urlsplit(self.url).path)) if "://" in self.url else ""
        return "\n".join(part for part in (self.before.title, self.before.heading, path) if part)

    @cached_property
    def near(self) -> str:
        """The texts closest to the target, closest first."""
        parts = (
            self.label,
            self.before.dialog,
            self.element.context,
            self.before.selection,
            self.before.heading,
        )
        return "\n".join(part for part in (*parts, self.before.title) if part)

    @cached_property
    def page(self) -> str:
        """Everything that the page says."""
        return f"{self.near}\n{self.before.text}" if self.before.text else self.near

    @property
    def form(self) -> FormState | None:
        """The form around the target."""
        return self.before.form

    @cached_property
    def method(self) -> str:
        """The method that submitting would use, in lower case; empty where no form is known."""
        told = self.attributes.get("formmethod") or self.attributes.get("data-method") or self._hx_method
        return (told or (self.form.method if self.form else "")).lower()

    @cached_property
    def _hx_method(self) -> str:
        names = ("post", "put", "patch", "delete")
        return next(
            (name for name in names for lead in ("hx-", "data-hx-") if lead + name in self.attributes), ""
        )

    @cached_property
    def target_url(self) -> str:
        """Where submitting would go, as an absolute address where the page's own is known."""
        hx = next(
            (
                self.attributes[k]
                for k in self.attributes
                if k.removeprefix("data-") == f"hx-{self._hx_method}"
            ),
            "",
        )
        told = self.attributes.get("formaction") or hx or (self.form.action if self.form else "")
        return urljoin(self.url, told) if told and self.url.startswith("http") else told

    @cached_property
    def submits(self) -> bool:
        """Whether the target sends the form: told by structure, or assumed of a button in a form."""
        element = self.element
        if element.is_submit or "formaction" in self.attributes or bool(self._hx_method):
            return True
        kind = element.type.lower()
        if self.form is None or kind == "reset":
            return False
        if self.role in {"button", ""} and _SUBMITS.search(self.element.attributes_json):
            return True  # a control that a script lets send the form says so in an attribute
        if kind == "button":
            return False
        return kind in {"submit", "image"} or (self.role in {"button", ""} and not self._live)

    @cached_property
    def _live(self) -> bool:
        """Whether the element came from a collector, which would have said that it submits."""
        return bool(self.element.tag and (self.element.name or self.element.text))

    @cached_property
    def fields(self) -> tuple[FieldState, ...]:
        """The form's fields, of a set of radio buttons only the chosen one: the others send nothing."""
        fields = self.form.fields if self.form else ()
        return tuple(field for field in fields if field.type != "radio" or field.checked is not False)

    @cached_property
    def ticked(self) -> tuple[tuple[str, bool], ...]:
        """The ticked boxes of the form: their text, and whether somebody ticked them beforehand."""
        boxes = [
            (field.label or field.name, came_ticked(field))
            for field in self.fields
            if field.checked and field.type in {"checkbox", "switch", ""}
        ]
        told = self.facts.get("form")
        listed = told.get("checked") if isinstance(told, dict) else self.facts.get("checked")
        if isinstance(listed, str):
            listed = [listed]
        seen = {text for text, _ in boxes}
        if isinstance(listed, list):
            boxes += [(str(text), True) for text in listed if str(text) not in seen]
        return tuple(boxes)

    def fact(self, name: str) -> bool:
        """Whether a fact of this name holds, on its own or inside the facts of the form or the element."""
        inner = (self.facts, self.facts.get("form"), self.facts.get("element"))
        values = (part.get(name) for part in inner if isinstance(part, dict))
        return any(value is not None and str(value).lower() not in _UNTICKED for value in values)

    def told(self, term: str, *texts: str) -> Evidence | None:
        """Return the first phrase of class `term` in `texts`, as evidence."""
        for text in texts:
            if found := tells(term, text):
                return Evidence(source=self._source(text), text=found.text)
        return None

    def _source(self, text: str) -> str:
        sources = (
            (self.label, self.label_source),
            (self.before.dialog, "dialog"),
            (self.before.selection, "selection"),
        )
        named = next((name for known, name in sources if known and known == text), None)
        return named or ("place" if text == self.place else "page text")

    @property
    def label_evidence(self) -> Evidence:
        """The label, as evidence."""
        return Evidence(source=self.label_source, text=self.label)

    def effect(
        self, verb: str, object: str, probability: float, *evidence: Evidence | None, **more: Any
    ) -> Effect:
        """Build an effect on this site; everything not overridden comes from the verb's card."""
        more.setdefault("resource", self.resource)
        reasons = tuple(reason for reason in evidence if reason)
        return default_catalogue().effect(
            verb,
            " ".join(object.split()) or self.resource.id,
            probability=probability,
            evidence=reasons,
            **more,
        )


def came_ticked(field: FieldState) -> bool:
    """Whether the page brought a box ticked, in its markup or by a script, so that it is nobody's choice."""
    return field.changed is False if field.changed is not None else field.checked_by_default is not False


def with_hazard(effects: Iterable[Effect], hazard: Hazard, reason: Evidence) -> tuple[Effect, ...]:
    """Add a hazard and its reason to every effect that lacks it."""
    return tuple(
        effect
        if hazard in effect.hazards
        else effect.model_copy(
            update={"hazards": (*effect.hazards, hazard), "evidence": (*effect.evidence, reason)}
        )
        for effect in effects
    )
