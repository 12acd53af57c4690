"""Addresses that an act opens: where they lead, what they do on a mere GET, and what they take along."""

import re
from urllib.parse import urljoin, urlsplit

from worldmodel.address import deed_of, leaves_with_data, parts_of, spelt
from worldmodel.effect import DataClass, Effect, Evidence, Hazard, Reversibility, Scope, Tier
from worldmodel.hosts import parse_host, same_site
from worldmodel.structural.meanings import meanings_of
from worldmodel.structural.page_cost import amount_due
from worldmodel.structural.page_message import secrets_in
from worldmodel.structural.page_scene import Scene
from worldmodel.words import find_verbs

_PROGRAMS = re.compile(
    r"\.(?:exe|msi|dmg|pkg|deb|rpm|apk|appimage|bat|cmd|ps1|sh|jar|scr|vbs|com|iso|crx|xpi)$", re.IGNORECASE
)
_WORDS = re.compile(r"[^\W_]{2,}")
_EITHER_WAY = frozenset({"toggle"})
_OUTSIDE = ("mailto:", "tel:", "sms:")
_LONG_VALUE = 60


def opened(scene: Scene, address: str, source: str, *, probability: float = 0.95) -> tuple[Effect, ...]:
    """Return what opening `address` causes: the navigation, its deed on GET, and data that leaves in it."""
    whole = urljoin(scene.url, address) if scene.url.startswith("http") else address
    if whole.startswith(_OUTSIDE):
        return ()
    evidence = Evidence(source=source, text=whole)
    hazards = _host_hazards(whole)
    site = scene.site(whole)
    went = scene.effect("navigate", spelt(whole), probability, evidence, resource=site, hazards=hazards)
    done = tuple(
        effect.model_copy(update={"hazards": tuple(dict.fromkeys((*effect.hazards, *hazards)))})
        for effect in (
            *deeds(scene, whole, source, probability=probability),
            *_takes_along(scene, whole, evidence),
        )
    )
    return went, *done


def deeds(scene: Scene, whole: str, source: str, *, probability: float = 1.0) -> tuple[Effect, ...]:
    """Return what a GET of `whole` changes, as its path and query tell."""
    deed = deed_of(whole)
    if deed is None:
        return ()
    object = " ".join(dict.fromkeys((*deed.objects, *_ids(whole)))) or whole
    evidence = Evidence(source=source, text=deed.text)
    if deed.operation == "unsubscribe":
        mild = {"tier": Tier.LOW, "reversibility": Reversibility.REVERSIBLE}
        return (
            scene.effect(
                "configure",
                f"unsubscribe {object}",
                deed.probability,
                evidence,
                resource=scene.site(whole),
                **mild,
            ),
        )
    unlabelled = deed.operation in _EITHER_WAY and source == "action.url"
    if unlabelled:
        object = f"{object} ({deed.text.strip('/')})"
    found = []
    for meaning in meanings_of(deed.operation, deed.objects):
        more = dict(meaning.overrides)
        if unlabelled:
            more["tier"] = Tier.HIGH  # no label tells which way it turns
        if meaning.verb == "pay" and (due := amount_due(scene)) is not None:
            more["amount"] = due.match.money
        sure = round(deed.probability * meaning.probability * min(1.0, probability), 3)
        found.append(scene.effect(meaning.verb, object, sure, evidence, resource=scene.site(whole), **more))
    if found:
        return tuple(found)
    return (
        scene.effect(
            "update", object, deed.probability * 0.7, evidence, resource=scene.site(whole), tier=Tier.HIGH
        ),
    )


def _ids(whole: str) -> tuple[str, ...]:
    return tuple(
        f"{key} {value}" for key, value in parts_of(whole).query if key.lower().endswith("id") and value
    )


def _host_hazards(whole: str) -> tuple[Hazard, ...]:
    host = parse_host(whole)
    found = []
    if host.deceptive:
        found.append(Hazard.DECEPTIVE_HOST)
    if host.ambiguous:
        found.append(Hazard.AMBIGUOUS_HOST)
    return tuple(found)


def _takes_along(scene: Scene, whole: str, evidence: Evidence) -> tuple[Effect, ...]:
    """Text that leaves in an address to another site, or a secret in any address."""
    address = parts_of(whole)
    values = [value for _, value in address.query if value] + [
        part for part in address.segments if len(part) > _LONG_VALUE
    ]
    text = "\n".join(values)
    carries = secrets_in(text)
    foreign = bool(scene.url.startswith("http")) and not same_site(scene.url, whole)
    if carries or leaves_with_data(whole):
        sure = 0.9 if foreign or carries else 0.4
        return (_disclosed(scene, whole, text, sure, evidence, carries),)
    if not foreign or not any(_is_prose(value) for value in values):
        return ()
    shown = _shown_by_page(scene, text)
    return (_disclosed(scene, whole, text, 0.8 if shown else 0.5, evidence, (DataClass.PRIVATE,)),)


def _disclosed(
    scene: Scene, whole: str, text: str, sure: float, evidence: Evidence, carries: tuple[DataClass, ...]
) -> Effect:
    return scene.effect(
        "disclose",
        text[:200] or whole,
        sure,
        evidence,
        resource=scene.site(whole),
        recipients=(parse_host(whole).name,),
        carries=carries,
        hazards=(Hazard.DATA_IN_ADDRESS,),
        scope=Scope.OTHERS,
    )


def _is_prose(value: str) -> bool:
    """Two words or more, a mail address, or a long value: more than an id or a switch."""
    if "://" in value:
        return False
    return len(_WORDS.findall(value)) >= 2 or len(value) > _LONG_VALUE


def _shown_by_page(scene: Scene, text: str) -> bool:
    words = {word.lower() for word in _WORDS.findall(text) if len(word) > 3}
    shown = scene.page.lower() + "".join(
        p.text.lower() for p in scene.before.passages if p.origin == "foreign"
    )
    return bool(words) and sum(word in shown for word in words) * 2 > len(words)


def downloaded(scene: Scene, address: str, evidence: Evidence) -> tuple[Effect, ...]:
    """Return the file that a download leaves; a program is code that nobody has looked at."""
    name = urlsplit(address).path.rpartition("/")[2] or scene.label
    if _PROGRAMS.search(name):
        return (
            scene.effect(
                "create",
                f"downloaded program {name}",
                0.9,
                evidence,
                tier=Tier.HIGH,
                hazards=(Hazard.CODE_UNSEEN,),
            ),
        )
    return (scene.effect("create", f"downloaded file {name}", 0.9, evidence, tier=Tier.LOW),)


def is_plain_link(scene: Scene) -> bool:
    """Whether the target is a link that only leads to an address."""
    element = scene.element
    acts = {"data-method", "data-confirm", "data-turbo-method", "ping"} & scene.attributes.keys()
    return bool(
        scene.role == "link"
        and element.href
        and not element.href.startswith(("#", "javascript:"))
        and not acts
    )


def disagrees(scene: Scene, effects: tuple[Effect, ...]) -> bool:
    """Whether a label keeps quiet about what the address does."""
    said = {match.verb for match in find_verbs(scene.label)}
    did = {effect.verb for effect in effects if effect.verb not in {"navigate", "create", "disclose"}}
    return bool(did and scene.label and not did & said)
