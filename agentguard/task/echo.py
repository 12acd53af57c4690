"""Echo: the user named the very control, in its own words: "skip the next payment" and a button "Skip next".

No list of verbs holds every deed that software offers. Where the word that heads a part of the request is the
word of the control's label, the user asked for what that label says. It grants nothing that the label does
not say: what the page has ticked, added or hidden is not spoken of, and another deed behind the label is not
the one that was asked for.
"""

import re
from collections.abc import Iterator
from typing import Final

from agentguard.task.grants import Grant
from agentguard.task.heads import skip_polite
from agentguard.task.inquiry import Inquiry
from agentguard.task.limits import highest_amount
from agentguard.task.matter import Matter
from agentguard.task.wording import is_singular
from worldmodel.action import Surface
from worldmodel.effect import DataClass, Effect, Hazard, Horizon
from worldmodel.folding import fold
from worldmodel.snapshot import Element
from worldmodel.structural.page_terms import tells
from worldmodel.words import find_negations, find_verbs

_JOIN = "and|so|then|und|dann|also|y|luego|et|puis|e|poi|então|dan"
_PART, _DUTCH_PART = (
    re.compile(rf"[.!?;:\n。！？；]|,\s*(?:(?:{join})\s+)?|\s+(?:{join})\s+", re.IGNORECASE)
    for join in (_JOIN, f"{_JOIN}|en")
)
_NOT_DUTCH = re.compile(r"\b(?:la|les?|des|du|mon|ma|mes|el|los|las|mi)\b|\bl'", re.IGNORECASE)
"""Articles beside which "en" is "in": "la connexion en deux étapes", not "de lamp en de deur"."""
_QUOTED = re.compile(r"\"[^\"]{1,2000}\"|“[^”]{1,2000}”|„[^“”]{1,2000}[“”]|«[^»]{1,2000}»")
_WORD = re.compile(r"[^\W\d_]+")
_STEM: Final = 4
"""Letters that two words have to share: "freeze" and "freezing", "sperre" and "sperren"."""
_LONGEST: Final = 8
"""Words of a label; a longer one is a text, and no name of a deed."""
_PLAIN: Final = frozenset({"update", "configure", "stop", "create", "react", "reserve", "sign_out"})
"""What a deed that the lexicon does not know may be; anything weightier has a name of its own."""
_SETS: Final = frozenset({"configure", "weaken", "update", "overwrite", "stop", "create"})
_ADDED: Final = frozenset(
    {Hazard.PRESELECTED, Hazard.HIDDEN_COST, Hazard.BULK, Hazard.RECURRING, Hazard.UNRESOLVED}
)
_GUARDED: Final = frozenset({DataClass.CREDENTIAL, DataClass.SESSION, DataClass.PAYMENT_CARD})


def echoed(inquiry: Inquiry) -> Grant | None:
    """Return the grant of the part of the request that says what the control says, or None."""
    matter = inquiry.matter
    element = matter.snapshot.element
    if matter.action.surface not in (Surface.PAGE, Surface.HTTP) or element is None or _adds(matter.effect):
        return None
    label = element.name or element.text
    for part in _parts(inquiry.request):
        if _names_all(inquiry.request, part, matter) or _names_deed(part, label, matter.effect):
            rest = " ".join(part.split()[1:])
            nameless = set(_words(matter.effect.object)) <= set(_words(label))
            return Grant(
                verbs=(matter.effect.verb,),
                object=(part if nameless else rest)[:400],
                amount=highest_amount(inquiry.request, pays=True),
                singular=is_singular(fold(rest).text),
                text=part[:400],
                source="request",
            )
    return None


def names_switch(inquiry: Inquiry) -> bool:
    """Whether the user named the very switch, by its whole name, and which way it is to go."""
    request = inquiry.request
    return any(_names_all(request, part, inquiry.matter) for part in _parts(request))


def _names_all(request: str, part: str, matter: Matter) -> bool:
    """Whether a part names the switch that is pressed; or one turned box, and the request all the others."""
    element, effect, boxes = matter.snapshot.element, matter.effect, _turned(matter)
    if element is not None and _names_switch(part, element, effect):
        return True
    parts = tuple(_parts(request))
    return any(_names_switch(part, one, effect) for one in boxes) and all(
        any(_names_switch(other, one, effect) for other in parts) for one in boxes
    )


def _turned(matter: Matter) -> list[Element]:
    """Where the control saves a form: each turned box that the effect speaks of, as it stood before."""
    fields = matter.snapshot.form.fields if matter.snapshot.form is not None else ()
    return [
        Element(name=field.label, checked=not field.checked)
        for field in fields
        if field.checked is not None and field.changed and field.label and field.label in matter.effect.object
    ]


def _adds(effect: Effect) -> bool:
    """Whether the effect is something that the label alone would not bring about."""
    return (
        bool(_ADDED & set(effect.hazards))
        or bool(_GUARDED & set(effect.carries))
        or effect.horizon is Horizon.LONG
    )


def _parts(request: str) -> Iterator[str]:
    """Yield the parts of the request that may ask for one deed each, without courtesy; no negated ones."""
    negations = find_negations(request)
    masked = _QUOTED.sub(lambda match: match.group().replace(",", " ").replace(".", " "), request[:20_000])
    start = 0
    joined = _PART if _NOT_DUTCH.search(masked) else _DUTCH_PART
    for match in [*joined.finditer(masked), None]:
        end = match.start() if match else len(masked)
        part = masked[start:end]
        folded = fold(part).text
        at = skip_polite(folded, 0, len(folded)) if len(folded) == len(part) else 0
        asked = part[at:].strip()
        # "Skip the next one" rules something out, unless skipping is what is asked for: the label tells.
        negated = any(s.start < end and start < s.end and not asked.startswith(s.cue) for s in negations)
        if asked and not negated:
            yield asked
        start = match.end() if match else end


def _names_deed(part: str, label: str, effect: Effect) -> bool:
    """Whether the part begins with the label's own word for the deed, and the label says no other deed."""
    words, said = _words(label), _words(part)
    if not said or not 0 < len(words) <= _LONGEST:
        return False
    # "Lass die nächste Zahlung aus" says "auslassen" in two pieces
    heads = (said[0], said[-1] + said[0]) if len(said[-1]) < _STEM else (said[0],)
    if not any(_same(head, word) for head in heads for word in (words[0], words[-1])):
        return False
    known = {match.verb for match in find_verbs(label, "label") if not match.inert}
    return effect.verb in known | _PLAIN


def _names_switch(part: str, element: Element, effect: Effect) -> bool:
    """Whether the part says which way the switch goes, and names it by all its words."""
    turned = _turns(element)
    if turned is None or effect.verb not in _SETS:
        return False
    said, named = _words(part), _words(element.name)
    return bool(
        named
        and all(any(_same(one, other) for other in said) for one in named if len(one) >= _STEM)
        and tells(turned, part)
    )


def _turns(element: Element) -> str | None:
    """Which way a switch goes, by how it stands; a button that is one says so: "Turn off: spam filter"."""
    if element.checked is not None:
        return "off_word" if element.checked else "on_word"
    return next((way for way in ("off_word", "on_word") if tells(way, element.name)), None)


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).text)


def _same(one: str, other: str) -> bool:
    """Whether two words are forms of one: the same but for an ending."""
    if one == other:
        return True
    short, long = sorted((one, other), key=len)
    common = next((at for at, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return common >= max(_STEM, len(short) - 2) and len(long) - common <= _STEM
