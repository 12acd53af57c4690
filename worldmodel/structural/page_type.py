"""Typing and attaching: nothing is sent by itself, but a secret in a field is in the page's hands."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from worldmodel.effect import DataClass, Effect, Evidence, Hazard, Reversibility, Scope, Tier
from worldmodel.hosts import digit_swaps, looks_like, parse_host, same_site
from worldmodel.structural.page_field import purposes, secret_kinds
from worldmodel.structural.page_message import secrets_in
from worldmodel.structural.page_scene import Scene

_OWN = frozenset({"password", "new_password", "one_time_code", "pin"})
"""Secrets that a site itself gave or keeps, so that it learns nothing new from them."""
_YOUNG_DAYS = 30
_HOST = re.compile(r"\b(?:[a-z0-9-]{1,63}\.)+[a-z]{2,24}\b", re.IGNORECASE)


def typed(scene: Scene) -> tuple[Effect, ...]:
    """Return what typing discloses: the page's scripts can read and send every key at once."""
    element = scene.element
    name = element.input_name or _from_selector(scene.argument("selector"))
    value = scene.argument("value", "text")
    if value == "" and scene.operation != "press":
        return ()
    found = purposes(name, scene.label, element.type, element.autocomplete)
    kinds = secret_kinds(found)
    carried = tuple(dict.fromkeys((*kinds.values(), *secrets_in(value))))
    if not carried:
        return ()
    what = ", ".join(kind.replace("_", " ") for kind in kinds) or ", ".join(carried)
    evidence = Evidence(
        source="element.autocomplete" if element.autocomplete else "element.name",
        text=element.autocomplete or scene.label or name,
    )
    if element.type.lower() == "password" and set(kinds) <= _OWN and _at_home(scene):
        mild = {"tier": Tier.LOW, "reversibility": Reversibility.REVERSIBLE}
        return (scene.effect("sign_in", f"{what} of {scene.resource.id}", 0.8, evidence, **mild),)
    return (disclosed(scene, what, carried, evidence, expected=bool(kinds)),)


def _at_home(scene: Scene) -> bool:
    """Whether a site's own secret goes to that very site: where the work began, and nowhere beyond it.

    The page, the document around it and the address of the form are all of one origin, over a line that
    nobody reads along.
    """
    home = scene.facts.get("home")
    addresses = [scene.url, scene.target_url or scene.url]
    if isinstance(top := scene.facts.get("top_url"), str):
        addresses.append(top)
    if not isinstance(home, str) or any(_origin(address) != _origin(home) for address in addresses):
        return False
    private = home.startswith("https:") or parse_host(home).loopback
    return private and not host_doubts(scene)


def _origin(address: str) -> tuple[str, str]:
    parts = urlsplit(address)
    return parts.scheme, parts.netloc


def disclosed(
    scene: Scene, what: str, carried: tuple[DataClass, ...], evidence: Evidence, *, expected: bool
) -> Effect:
    """Return the disclosure to this host; `expected` is true where the field asks for just this kind."""
    doubts = host_doubts(scene)
    hazards = (Hazard.DECEPTIVE_HOST,) if doubts else ()
    weighty = bool(doubts) or not expected or DataClass.PAYMENT_CARD in carried
    return scene.effect(
        "disclose",
        f"{what} to {scene.resource.id}",
        0.95 if doubts else 0.8,
        evidence,
        *doubts,
        carries=carried,
        recipients=(scene.resource.id,),
        scope=Scope.OTHERS,
        hazards=hazards,
        tier=Tier.HIGH if weighty else Tier.LOW,
    )


def host_doubts(scene: Scene) -> tuple[Evidence, ...]:
    """Return the reasons to think that this host imitates another one; none where it looks honest."""
    host = parse_host(scene.url)
    if not host.name or host.loopback:
        return ()
    doubts = []
    if host.deceptive:
        doubts.append(Evidence(source="url", text=f"{host.name} mixes scripts"))
    if digit_swaps(scene.url):
        doubts.append(Evidence(source="url", text=f"{host.name} has a digit in place of a letter"))
    known = next((name for name in _known_hosts(scene) if looks_like(host.ascii, name)), None)
    if known:
        doubts.append(Evidence(source="url", text=f"{host.name} looks like {known}"))
    age = scene.facts.get("domain_age_days")
    if isinstance(age, int | float) and age <= _YOUNG_DAYS:
        doubts.append(Evidence(source="facts.domain_age_days", text=f"registered {age} days ago"))
    if note := scene.told("phishing_note", scene.before.text):
        doubts.append(note)
    return tuple(doubts)


def _known_hosts(scene: Scene) -> Iterable[str]:
    """Hosts that the user, the project or the page's own text name."""
    texts = [p.text for p in scene.before.passages if p.origin in {"user", "setup", "history"}]
    texts += [scene.before.title, scene.before.heading, scene.before.text[:2000]]
    found = {match.group().lower() for text in texts for match in _HOST.finditer(text)}
    return sorted(name for name in found if not same_site(name, scene.url))


def _from_selector(selector: str) -> str:
    """Return the name that a selector holds: `#cc`, `input[name=card]`."""
    named = re.search(r"\[name=[\"']?([\w.-]+)|#([\w-]+)", selector)
    return next((group for group in named.groups() if group), "") if named else ""


def attached(scene: Scene) -> tuple[Effect, ...]:
    """Return what handing files to a page does: the page may read and send them at once."""
    files = scene.arguments.get("files") or scene.arguments.get("value") or scene.arguments.get("path")
    names = tuple(str(name) for name in (files if isinstance(files, list) else [files]) if name)
    if not names:
        return ()
    evidence = Evidence(source="action.files", text=", ".join(names))
    doubts = host_doubts(scene)
    return (
        scene.effect(
            "disclose",
            ", ".join(names),
            0.8,
            evidence,
            *doubts,
            carries=(DataClass.PRIVATE,),
            recipients=(scene.resource.id,),
            count=len(names),
            scope=Scope.OTHERS,
            hazards=(Hazard.DECEPTIVE_HOST,) if doubts else (),
        ),
    )
