"""HTTP requests: what a request would do, from method, path, query, headers and body, not from its label."""

from collections.abc import Iterator

from worldmodel.action import Action
from worldmodel.address import deed_of, spelt
from worldmodel.callname import CallName
from worldmodel.effect import Effect, Hazard, Resource, Tier
from worldmodel.hosts import Host
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.bodies import body_effects, form_operation
from worldmodel.structural.circumstances import hazards_of, repeated
from worldmodel.structural.diverting import diverted
from worldmodel.structural.fields import amount_in_cents, by_fields
from worldmodel.structural.inside import is_reached_from_outside, keys_of_the_machine
from worldmodel.structural.leaving import (
    data_in_address,
    data_in_body,
    known_secrets_leaving,
    personal_data_to_strangers,
    with_credentials,
)
from worldmodel.structural.making import (
    because,
    effects_of,
    flat,
    make,
    marked,
    predicted,
    tail_key,
    unresolved,
)
from worldmodel.structural.page_reorder import filled_again
from worldmodel.structural.paths import (
    is_beacon,
    is_lookup,
    is_telemetry_host,
    is_token_request,
    operation_of,
)
from worldmodel.structural.refine import refined
from worldmodel.structural.replacing import is_on_collection, replaced
from worldmodel.structural.request import METHODS, SAFE_METHODS, Request
from worldmodel.structural.sending_out import placed, sent_out
from worldmodel.structural.standing import steering
from worldmodel.structural.strangers import places_of
from worldmodel.structural.swapped import swapped_in_request
from worldmodel.wordset import words

_QUIET = words("read navigate")
_NO_OBJECTS = words(
    """
    analytics telemetry events metrics collect collector services service hook hooks webhook webhooks data
    drop beacon index post inbox submit logger
    """
)
_GATHERING_KEYS = words("attendees invitees start date location summary allday rrule starts_at start_time")
"""Fields by which an event is a meeting, not a measurement."""
_CHOOSES = words("filter where match all scope segment older_than before")
"""Parameters by which a GET that acts chooses many."""


def predict_http(before: Snapshot, action: Action) -> Prediction:
    """Predict a request: an HTTP action whose name is the method, or a tool call that describes one."""
    request = Request.of(before, action)
    resource = Resource(kind="site", id=request.host.name or request.url[:200] or "unknown")
    if request.method not in METHODS:
        return predicted(
            (unresolved(f"{request.given_method} {request.url}", resource, "unknown method", verb="update"),),
            abstained=True,
        )
    abstained = False
    effects: tuple[Effect, ...]
    if request.method in SAFE_METHODS and not request.fields:
        verb = "navigate" if action.argument("resource_type") == "document" else "read"
        effects = tuple(_opened(request, resource, verb))
    else:
        effects, abstained = _sent(request, resource)
        effects = (*effects, *replaced(before, request, resource))
        effects = diverted(before, _given(request), effects)
        effects = placed(effects, _given(request), places_of(before), request.url)
        effects = filled_again(before, request, swapped_in_request(before, request, effects))
    effects += tuple(data_in_address(before, request, resource))
    effects += tuple(keys_of_the_machine(request.url, resource))
    return _judged(before, action, request, effects, abstained=abstained)


def predict_address(before: Snapshot, url: str, action: Action) -> Prediction:
    """Predict the opening of an address in the page: a navigation, with whatever a GET of it would do."""
    request = Request.of(before, Action.of(action.surface, "GET", url=url))
    resource = Resource(kind="site", id=request.host.name or request.url[:200] or "unknown")
    if request.host.scheme in {"javascript", "data", "vbscript"}:
        effect = unresolved(url, resource, f"a {request.host.scheme}: address runs what it holds")
        return predicted((marked(effect, Hazard.CODE_UNSEEN),), abstained=True)
    effects = (
        *_opened(request, resource, "navigate"),
        *data_in_address(before, request, resource),
        *keys_of_the_machine(request.url, resource),
    )
    return _judged(before, action, request, effects, abstained=False)


def host_hazards(host: Host) -> tuple[tuple[Hazard, ...], str]:
    """The hazards that a host has by itself, and why."""
    hazards = []
    if host.ambiguous:
        hazards.append(Hazard.AMBIGUOUS_HOST)
    if host.deceptive:
        hazards.append(Hazard.DECEPTIVE_HOST)
    why = ", ".join(host.reasons) or ("imitates Latin letters" if host.imitates_latin else "mixes scripts")
    return tuple(hazards), why


def _opened(request: Request, resource: Resource, verb: str) -> Iterator[Effect]:
    look = make(
        verb, spelt(request.url)[:400], resource, 0.95, evidence=because("method", f"{request.method} shows")
    )
    if is_reached_from_outside(request.url, request.page):
        look = marked(
            look, why="a host of a private network, from a public page", source="url", tier=Tier.HIGH
        )
    yield look
    if request.method == "OPTIONS":
        return
    query = dict(request.address.query)
    if "query" in query and ("{" in query["query"] or "mutation" in query["query"]):
        yield from body_effects(query, request, resource)
        return
    deed = deed_of(request.url)
    if deed is None:
        return
    shown = " ".join(dict.fromkeys(deed.objects)) or request.url[:120]
    done = effects_of(
        deed.operation,
        deed.objects,
        name=deed.text,
        object=shown,
        resource=resource,
        source="url",
        certainty=min(1.0, deed.probability / 0.9),
    )
    chosen = next((f"{key}={value}" for key, value in query.items() if key.lower() in _CHOOSES), None)
    for effect in done:
        if chosen is None:
            yield effect
        else:
            yield marked(effect, Hazard.BULK, why=f"on all that match {chosen}", source="url", tier=Tier.HIGH)


def _sent(request: Request, resource: Resource) -> tuple[tuple[Effect, ...], bool]:
    """Effects of a request that sends something, and whether it could not be read."""
    if is_beacon(request):
        return (_beacon(request, resource),), False
    spoken = body_effects(request.fields, request, resource)
    if spoken:
        return tuple(spoken), any(Hazard.UNRESOLVED in e.hazards for e in spoken) and len(spoken) == 1
    if is_lookup(request):
        return (
            make("read", request.url[:200], resource, 0.9, evidence=because("url", "a search by POST")),
        ), False
    return tuple(_rest(request, resource)), False


def _beacon(request: Request, resource: Resource) -> Effect:
    tier = Tier.SAFE if not request.leaves_site or is_telemetry_host(request.host.name) else Tier.LOW
    return make(
        "navigate",
        f"usage report to {request.host.name}",
        resource,
        0.9,
        tier=tier,
        evidence=because("url", "telemetry"),
    )


def _rest(request: Request, resource: Resource) -> Iterator[Effect]:
    operation, objects, cited = operation_of(request)
    stated = form_operation(request.fields)
    if stated is not None and request.method != "DELETE":
        operation, objects, cited = (
            stated.operation or operation,
            (*stated.nouns, *objects),
            " ".join(stated.words),
        )
    if is_token_request(request):
        yield make(
            "sign_in", request.host.name, resource, 0.9, tier=Tier.LOW, evidence=because("body", "OAuth")
        )
        return
    given = _given(request)
    last = request.address.segments[-1] if request.address.segments else ""
    which = "" if last.lower() in objects else last[:80]
    shown = f"{' '.join(objects[-3:])} {which} {given.shown}".strip() or request.url[:120]
    name = CallName(
        (),
        tuple(objects),
        operation,
        tuple(objects),
        many="batch" in objects or "bulk" in objects or is_on_collection(request, given),
        reads=False,
    )
    effects = effects_of(
        operation, objects, name=f"{request.method} {cited}", object=shown, resource=resource, source="url"
    )
    effects = _to_nowhere(effects, request, objects, resource)
    effects = (*effects, *by_fields(request, resource, {effect.verb for effect in effects}, shown))
    effects = (*refined(effects, name, given, resource), *sent_out(name, given, resource))
    for effect in steering(effects, name, given):
        yield amount_in_cents(effect, objects)
    if request.is_opaque and not effects:
        yield unresolved(request.url, resource, "a body that can't be read", verb="update")


def _given(request: Request) -> Arguments:
    """What query and body say together: `?permanent=true` counts as much as a field."""
    query = dict(request.address.query)
    if isinstance(request.fields, dict):
        return Arguments({**query, **request.fields})
    return Arguments({**query, "items": request.fields})


def _to_nowhere(
    effects: tuple[Effect, ...], request: Request, objects: tuple[str, ...], resource: Resource
) -> tuple[Effect, ...]:
    """A POST to another site on a path that names no object hands data over."""
    plain = [word for word in objects if len(word) > 3 and word.isalpha() and word not in _NO_OBJECTS]
    plain += [key for key, _ in flat(request.fields) if tail_key(key) in _GATHERING_KEYS]
    if (
        not request.leaves_site
        or plain
        or not request.body
        or any(e.verb not in {"create", "update", "exhaust"} for e in effects)
    ):
        return effects
    reason = because("url", f"a body goes to {request.url[:150]}")
    return (make("send", f"data to {request.host.name}", resource, 0.7, evidence=reason),)


def _judged(
    before: Snapshot, action: Action, request: Request, effects: tuple[Effect, ...], *, abstained: bool
) -> Prediction:
    if (
        request.fields
        and not is_token_request(request)
        and all(effect.verb != "disclose" for effect in effects)
    ):
        effects += tuple(
            data_in_body(
                request, effects[0].resource if effects else Resource(kind="site", id=request.host.name)
            )
        )
    if all(effect.verb != "disclose" for effect in effects) and effects:
        effects += tuple(known_secrets_leaving(before, request, effects[0].resource))
    effects = with_credentials(request, personal_data_to_strangers(before, request, effects))
    hazards, why = host_hazards(request.host)
    if not hazards and (known := places_of(before).imitated(request.host.name)) is not None:
        hazards, why = (Hazard.DECEPTIVE_HOST,), f"{request.host.name} is not {known}"
    if hazards:
        effects = tuple(marked(effect, *hazards, why=why, source="url") for effect in effects)
    effects = tuple(hazards_of(before, action, effect) for effect in effects)
    effects = repeated(before, action, effects)
    return predicted(effects, abstained=abstained)
