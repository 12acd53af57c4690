"""Copies that go to a place outside: an export to an address, a hook that tells a host of every event."""

import re
from collections.abc import Iterator

from worldmodel.callname import CallName
from worldmodel.effect import DataClass, Effect, Hazard, Horizon, Resource, Reversibility, Scope, Tier
from worldmodel.hosts import parse_host
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.making import because, make, marked
from worldmodel.structural.strangers import Places
from worldmodel.wordset import words

_DESTINATIONS = words(
    """
    to destination dest target upload_to upload_url send_to export_to deliver_to callback callback_url
    webhook
    webhook_url notify_url sink output output_url target_url remote mirror push_to sync_to backup_to
    destination_url post_to report_to
    """
)
_HOOK_ADDRESSES = _DESTINATIONS | words("url uri endpoint address hook_url target_uri config_url")
_COPIES = words(
    """
    export backup copy sync mirror dump download report upload replicate snapshot archive save extract clone
    generate get list read fetch search query find retrieve create print scan capture record
    """
)
_FOLDERS = words("folder path bucket location directory dir prefix share drive")
_OPEN = re.compile(r"(^|[/:._-])(public|www|wwwroot|htdocs|public_html)([/._-]|$)", re.IGNORECASE)
_MAILED = words("export exports backup backups dump report download extract archive print")
_PEOPLE = words(
    """
    contact contacts customer customers user users employee employees member members patient patients
    student
    students lead leads subscriber subscribers applicant applicants candidate candidates donor donors
    guest guests
    tenant tenants client clients people person staff profile profiles
    """
)


def sent_out(name: CallName, given: Arguments, resource: Resource) -> Iterator[Effect]:
    """Yield the sharing that a destination outside makes of a copy, be it of a read or of an export."""
    told = {str(value).lower() for _, value in given.leaves if isinstance(value, str)}
    copies = {*name.words, *(word for text in told for word in re.split(r"[^a-z]+", text))} & _MAILED
    if name.operation not in _COPIES and not copies:
        return
    if (open_to_all := _public_place(given)) is not None:
        yield make(
            "publish", f"{name.noun} {given.shown}".strip(), resource, 0.9, scope=Scope.PUBLIC,
            carries=(DataClass.PRIVATE,), evidence=because("arguments", f"a copy lies open at {open_to_all}"),
        )  # fmt: skip
    places = [str(value) for value in given.under(_DESTINATIONS) if _is_outside(str(value), name)]
    if not places:
        return
    told = {str(value).lower() for value in given.under(words("object objects entity table type resource"))}
    personal = not _PEOPLE.isdisjoint({*name.nouns, *told})
    yield make(
        "share",
        f"{name.noun} {' '.join(sorted(told))}".strip(),
        resource,
        0.9,
        scope=Scope.OTHERS,
        tier=Tier.HIGH,
        reversibility=Reversibility.IRREVERSIBLE,
        recipients=tuple(_who(place) for place in places)[:50],
        carries=(DataClass.PERSONAL,) if personal else (DataClass.PRIVATE,),
        evidence=because("arguments", f"a copy goes to {', '.join(places)[:150]}"),
    )


def placed(
    effects: tuple[Effect, ...], given: Arguments, places: Places, here: str | None
) -> tuple[Effect, ...]:
    """Return `effects` with hooks weighed by where they lead: to the own site, or to somebody else's."""
    if not any(effect.verb == "persist" for effect in effects):
        return effects
    targets = [str(v) for v in given.under(_HOOK_ADDRESSES) if "://" in str(v)]
    if not targets:
        return effects
    return tuple(_hook(e, targets, places, here) if e.verb == "persist" else e for e in effects)


def _hook(effect: Effect, targets: list[str], places: Places, here: str | None) -> Effect:
    sites = {parse_host(target).registrable for target in targets}
    own = {parse_host(here).registrable} if here else set()
    names = tuple(parse_host(target).name or target[:80] for target in targets)
    false = next((known for target in targets if (known := places.imitated(target))), None)
    if false is not None:
        return marked(effect, Hazard.DECEPTIVE_HOST, why=f"{names[0]} is not {false}", recipients=names)
    if all(site and (site in own or site in places.own) for site in sites):
        return make(
            "configure", effect.object, effect.resource, effect.probability, tier=Tier.LOW,
            evidence=(*effect.evidence, *because("arguments", f"tells {', '.join(names)}, the own site")),
        )  # fmt: skip
    return marked(
        effect, why=f"tells {', '.join(names)} of it from now on", recipients=names, scope=Scope.OTHERS,
        carries=(DataClass.PRIVATE,), tier=Tier.HIGH, horizon=Horizon.LONG,
    )  # fmt: skip


def _public_place(given: Arguments) -> str | None:
    """The destination whose own name says that everybody can read it, else None."""
    places = (str(value) for value in given.under(_DESTINATIONS | _FOLDERS))
    return next((place for place in places if _OPEN.search(place)), None)


def _is_outside(value: str, name: CallName) -> bool:
    if value.lower().startswith(
        ("http://", "https://", "ftp://", "sftp://", "ftps://", "webdav://", "ssh://")
    ):
        return not parse_host(value).loopback
    return "@" in value and " " not in value and name.operation in _MAILED


def _who(place: str) -> str:
    return parse_host(place).name if "://" in place else place
