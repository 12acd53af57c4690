"""A snapshot: the slice of the state that an action acts on, as it was just before."""

import json
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, model_validator

from worldmodel.canonical import Frozen, JsonText, Label, Text, canonical_json, digest


class FieldState(Frozen):
    """One form field. `value` is already redacted by whoever collected it; it never holds a secret.

    `group` names the set that a box or radio stands in. `changed` tells whether the field stands elsewhere
    than the page brought it, None where that is not known; `brought` is the value that it came with; `sent`
    is what a choice goes out as, where that is not what it shows.
    """

    name: Label = ""
    label: Label = ""
    type: Label = "text"
    autocomplete: Label = ""
    value: Label | None = None
    checked: bool | None = None
    checked_by_default: bool | None = None
    required: bool = False
    hidden: bool = False
    filled: bool = False
    group: Label = ""
    changed: bool | None = None
    brought: Label | None = None
    sent: Label | None = None


class FormState(Frozen):
    """The form around the target: where it goes, how, and with what."""

    method: Label = "get"
    action: Label = ""
    fields: tuple[FieldState, ...] = ()
    dirty: bool | None = None


class Element(Frozen):
    """The element that an act lands on, as the accessibility tree and the DOM tell it."""

    tag: Label = ""
    type: Label = ""
    role: Label = ""
    name: Label = ""
    text: Label = ""
    value: Label | None = None
    href: Label | None = None
    target: Label | None = None
    download: bool = False
    autocomplete: Label = ""
    input_name: Label = ""
    checked: bool | None = None
    expanded: bool | None = None
    haspopup: bool = False
    disabled: bool = False
    editable: bool = False
    is_submit: bool = False
    in_dialog: bool = False
    visible: bool = True
    covered_by: Label | None = None
    context: Label = ""
    """The nearest text around it: its row, card or list item."""
    subject: Label = ""
    """What that row or card is about: its name, its heading, its first link or cell."""
    sign: Label = ""
    """What a control without a name shows instead: its tooltip, or the words that its icon goes by."""
    attributes_json: JsonText = "{}"
    """Telling attributes: onclick present, data-*, aria-*, formaction, formmethod."""


class Message(Frozen):
    """A message being written: to whom, about what, and what it says so far (redacted)."""

    to: tuple[Label, ...] = ()
    subject: Label = ""
    body: Text = ""
    attachments: tuple[Label, ...] = ()


class Passage(Frozen):
    """A text that the firewall was shown, and whose it is.

    `user`: the user's own consent or order. `setup`: the project's rules and configuration.
    `history`: what was done before. `foreign`: pages, mails, files, tool results; nobody vouches for it.
    `state`: plain facts that the harness states about the surface.
    """

    origin: Literal["user", "setup", "history", "foreign", "state"]
    source: Label
    text: Text


class Snapshot(Frozen):
    """The state just before an action. All texts are bounded; what was cut ends in a mark.

    Only what is known is filled in. `facts_json` holds further plain facts under plain keys
    (`environment`, `trash`, `files`, `git_status`, `documents`, ...), `passages` the texts shown with
    their origin. `complete` is false when the collector could not make out the target.
    """

    surface: Literal["page", "http", "tool", "shell", "sql", "desktop"] = "page"
    url: Label | None = None
    title: Label = ""
    heading: Label = ""
    text: Text = ""
    lang: Label = ""
    element: Element | None = None
    form: FormState | None = None
    dialog: Label | None = None
    composer: Message | None = None
    selection: Label | None = None
    selection_count: int | None = Field(default=None, ge=0)
    focus: Label | None = None
    passages: tuple[Passage, ...] = Field(default=(), max_length=500)
    facts_json: JsonText = "{}"
    complete: bool = True

    @model_validator(mode="before")
    @classmethod
    def _facts_as_object(cls, data: Any) -> Any:
        """Let a person write `facts` as an object; it is kept as its canonical text."""
        if isinstance(data, dict) and "facts" in data:
            if "facts_json" in data:
                raise ValueError("give either facts or facts_json, not both")
            data = {**data, "facts_json": canonical_json(data["facts"])}
            del data["facts"]
        return data

    @property
    def facts(self) -> dict[str, Any]:
        """A fresh copy of the further facts."""
        value = json.loads(self.facts_json)
        return value if isinstance(value, dict) else {"": value}

    @cached_property
    def digest(self) -> str:
        """Identifies the whole snapshot."""
        return digest(self)

    @cached_property
    def binding(self) -> str:
        """Identifies the part that a permit is bound to: what the act lands on and what it sends.

        Clocks, counters and other text of the page may change between decision and act; the address,
        the target, its form and the message may not.
        """
        return digest(
            [
                self.url,
                self.element.model_dump(mode="json") if self.element else None,
                self.form.model_dump(mode="json") if self.form else None,
                self.dialog,
                self.composer.model_dump(mode="json") if self.composer else None,
                self.selection,
                self.selection_count,
                self.facts_json,
            ]
        )
