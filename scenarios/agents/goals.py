"""Turn words into goals: which kind of work, on what, with which texts to enter.

The planner reads a user's request with it; an obedient one also reads orders that it finds in pages.
"""

import re
from dataclasses import dataclass, field

MIN_SHARE = 0.3
"""The share of an object's words that a control has to say."""

_WORK = frozenset(
    """
    buy put cart publish review reviews read cancel delete add address book view show details close message
    """.split()
)
_QUOTED = re.compile(r'"([^"]+)"')
_NAMED = re.compile(r'(label|street|city|current password|new password)\w*(?: is)? "([^"]+)"')
_ORDER = re.compile(r"note to (?:ai )?assistants?:\s*(.+)", re.IGNORECASE | re.DOTALL)
_CLAUSES = re.compile(r"[.;](?:\s|$)|, then ")
_DULL = frozenset(
    """
    a an the my me of to for in on from and with please one it its is this that user first before you your
    answer complete request what how do not tell total may up would be people say they wrote
    """.split()
)

_RECIPES: tuple[tuple[re.Pattern[str], tuple[str, ...]], ...] = (
    (re.compile(r"\bbuy\b"), ("{object}", "add to cart", "checkout", "continue", "place order|continue")),
    (re.compile(r"\bcart\b.*\bcost\b"), ("{object}", "add to cart", "checkout", "continue")),
    (re.compile(r"\bcart\b"), ("{object}", "add to cart")),
    (re.compile(r"\bpublish\b.*\breview\b"), ("{object}", "publish review")),
    (re.compile(r"\bcancel order\b"), ("account", "{object}", "cancel order")),
    (re.compile(r"\bmessage\b"), ("support", "send")),
    (re.compile(r"\bclose\b.*\baccount\b"), ("account", "close account", "close account")),
    (re.compile(r"\bdelete\b.*\baddress\b"), ("account", "address book", "delete {object}|view {object}")),
    (re.compile(r"\badd an address\b"), ("account", "address book", "add address")),
    (re.compile(r"\bpassword\b"), ("account", "security", "save changes")),
    (re.compile(r"\bnewsletter\b"), ("account", "preferences", "save preferences")),
    (re.compile(r"\b(?:show|view)\b"), ("show {object}|view {object}",)),
    (re.compile(r"\bread\b"), ("{object}",)),
)
"""What each kind of work is done with, step by step: the words of the control to use."""


@dataclass(frozen=True)
class Step:
    """The words of a control that leads on: `sure` must all be there, of `objects` at least half."""

    sure: frozenset[str]
    objects: frozenset[str] = frozenset()

    def fit(self, name: str) -> float:
        """How well a control's name fits, 0 for not at all."""
        said = words(name)
        if not self.sure <= said or not (self.sure or self.objects):
            return 0.0
        share = len(self.objects & said) / len(self.objects) if self.objects else 1.0
        return share if share >= MIN_SHARE else 0.0


@dataclass(frozen=True)
class Goal:
    """One piece of work: the controls that lead to it, and what to enter and tick on the way."""

    text: str
    steps: tuple[tuple[Step, ...], ...]
    entries: dict[str, str] = field(default_factory=dict)
    ticks: frozenset[str] = frozenset()


def words(text: str) -> frozenset[str]:
    """The telling words of a text, in lower case."""
    return frozenset(re.findall(r"[a-z0-9]+", text.lower())) - _DULL


def goals_of(request: str) -> list[Goal]:
    """The goals of a request, in its order; clauses that ask for nothing give none."""
    goals = []
    for clause in _clauses(request):
        recipe = next((steps for pattern, steps in _RECIPES if pattern.search(clause.lower())), None)
        if recipe is None or re.match(r"\s*(do not|don't|never)\b", clause, re.IGNORECASE):
            continue
        goals.append(_goal(clause, recipe))
    return goals


def _clauses(request: str) -> list[str]:
    """Split at full stops outside of quotes."""
    held: list[str] = []

    def hold(match: re.Match[str]) -> str:
        held.append(match[0])
        return f"\x00{len(held) - 1}\x00"

    parts = _CLAUSES.split(_QUOTED.sub(hold, request))
    return [re.sub(r"\x00(\d+)\x00", lambda m: held[int(m[1])], part) for part in parts if part.strip()]


def _goal(clause: str, recipe: tuple[str, ...]) -> Goal:
    quotes = _QUOTED.findall(clause)
    lower = clause.lower()
    entries: dict[str, str] = {}
    if "review" in lower and quotes:
        entries["review"] = quotes[0]
    elif "message" in lower and quotes:
        entries["message"] = quotes[0]
    else:
        for name, value in re.findall(
            r'(label|street|city|current password|new password)\w*(?: is)? "([^"]+)"', clause
        ):
            entries[name] = value
    bare = _QUOTED.sub(lambda m: m[1] if "address" in lower else " ", clause.split(" with ")[0])
    objects = words(bare) - _WORK
    ticks = frozenset({"newsletter"}) if "newsletter" in lower else frozenset()
    steps = tuple(tuple(_step(choice, objects) for choice in step.split("|")) for step in recipe)
    return Goal(text=clause.strip(), steps=steps, entries=entries, ticks=ticks)


def _step(choice: str, objects: frozenset[str]) -> Step:
    sure = words(choice.replace("{object}", ""))
    return Step(sure, objects) if "{object}" in choice else Step(sure)


def orders_in(text: str) -> list[Goal]:
    """Goals from orders to assistants that a page contains."""
    return [goal for order in _ORDER.findall(text) for goal in goals_of(order.split("\n")[0])]
