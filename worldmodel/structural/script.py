"""Scripts run in the page: a proven read is a read; requests, clicks and hidden code are named."""

from collections.abc import Iterator
from urllib.parse import urljoin

from worldmodel.action import Action, Surface
from worldmodel.callname import read_name
from worldmodel.effect import DataClass, Effect, Hazard, Resource, Tier
from worldmodel.hosts import parse_host, same_site
from worldmodel.js_acts import Act, acts_of, unknown_calls
from worldmodel.js_tokens import tokens_of
from worldmodel.jsread import reads_only
from worldmodel.operations import TABLED
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot
from worldmodel.structural.http import predict_address, predict_http
from worldmodel.structural.making import because, effects_of, make, marked, predicted, unresolved

_CARRIERS = {
    "cookie": DataClass.SESSION,
    "cookieStore": DataClass.SESSION,
    "localStorage": DataClass.SESSION,
    "sessionStorage": DataClass.SESSION,
    "credentials": DataClass.CREDENTIAL,
    "password": DataClass.CREDENTIAL,
    "clipboard": DataClass.PRIVATE,
    "indexedDB": DataClass.PRIVATE,
}
_PAGE_TEXT = ("innerText", "textContent", "innerHTML", "outerHTML", ".value", " value", "title", "FormData")
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"})


def predict_script(source: str, before: Snapshot) -> Prediction:
    """Predict what `source` does when it is evaluated in the page of `before`."""
    here = Resource(kind="site", id=parse_host(before.url or "").name or "page")
    if reads_only(source):
        return predicted(
            (make("read", "page content", here, 0.95, evidence=because("script", "only reads")),)
        )
    try:
        tokens = tokens_of(source)
    except (ValueError, RecursionError) as error:
        return _unknown(source, here, f"the script can't be read: {error}")
    acts = acts_of(tokens)
    effects = tuple(effect for act in acts for effect in _effects(act, acts, before, here))
    if effects and (strange := unknown_calls(tokens, frozenset(act.name.rpartition(".")[2] for act in acts))):
        effects += (unresolved(", ".join(strange)[:200], here, "calls that are not known"),)
    if not effects:
        return _unknown(source, here, "not proven to be a read")
    hidden = any(act.hidden for act in acts) or any(act.kind == "keys" for act in acts)
    if hidden:
        effects = tuple(
            marked(
                e,
                Hazard.CODE_UNSEEN,
                why="names are put together from pieces",
                source="script",
                tier=Tier.HIGH,
            )
            for e in effects
        )
    return predicted(effects, abstained=all(Hazard.UNRESOLVED in effect.hazards for effect in effects))


def clicked_selectors(source: str) -> tuple[str, ...]:
    """The selectors that a script clicks or submits, where literals give them; a caller can look them up."""
    try:
        acts = acts_of(tokens_of(source))
    except (ValueError, RecursionError):
        return ()
    return tuple(dict.fromkeys(act.target for act in acts if act.kind in {"click", "submit"} and act.target))


def _unknown(source: str, here: Resource, why: str) -> Prediction:
    return predicted((unresolved(" ".join(source.split())[:200], here, why),), abstained=True)


def _effects(act: Act, acts: tuple[Act, ...], before: Snapshot, here: Resource) -> Iterator[Effect]:
    match act.kind:
        case "request" | "navigate" | "socket":
            yield from _outgoing(act, acts, before, here)
        case "click" | "submit":
            yield from _clicked(act, here)
        case "storage":
            yield make(
                "configure",
                f"{act.name} {act.target or ''}".strip(),
                here,
                0.9,
                evidence=because("script", f"sets {act.name}"),
            )
        case "code":
            yield make(
                "execute",
                act.target or act.name,
                here,
                0.9,
                tier=Tier.HIGH,
                hazards=(Hazard.CODE_UNSEEN,),
                evidence=because("script", f"{act.name} runs code made from text"),
            )
        case "page":
            yield _page_change(act, here)
        case "secret" if not any(other.kind in {"request", "navigate", "socket"} for other in acts):
            data = _CARRIERS.get(act.name, DataClass.PRIVATE)
            yield make(
                "read",
                act.name,
                here,
                0.9,
                tier=Tier.LOW,
                carries=(data,),
                evidence=because("script", f"reads {act.name}"),
            )
        case "keys":
            yield unresolved(act.name, here, f"{act.name} makes text that can't be seen")


def _outgoing(act: Act, acts: tuple[Act, ...], before: Snapshot, here: Resource) -> Iterator[Effect]:
    """A request, socket or navigation: what it does there, and what it takes along."""
    taken = _taken(act) or _taken_elsewhere(act, acts)
    if act.target is None:
        yield unresolved(act.name, here, f"{act.name} goes to an address that can't be seen", verb="send")
        yield from _taken_away(act, taken, here, known=False)
        return
    url = (
        urljoin(before.url or "", act.target) if before.url and before.url.startswith("http") else act.target
    )
    there = Resource(kind="site", id=parse_host(url).name or here.id)
    yield from _at_target(act, url, before)
    if taken and not (before.url and same_site(url, before.url)):
        yield from _taken_away(act, taken, there, known=True)
    elif act.kind == "socket":
        yield make("send", url[:200], there, 0.6, evidence=because("script", f"{act.name} opens a channel"))


def _at_target(act: Act, url: str, before: Snapshot) -> Iterator[Effect]:
    if act.kind == "navigate":
        yield from predict_address(before, url, Action.of(Surface.PAGE, "navigate", url=url)).effects
        return
    if act.kind == "socket":
        return
    method = act.method if act.method in _METHODS else "POST"
    body = act.text if method not in {"GET", "HEAD"} else None
    yield from predict_http(before, Action.of(Surface.HTTP, method, url=url, body=body)).effects


def _taken(act: Act) -> tuple[DataClass, ...]:
    """What kinds of data the call mentions."""
    found = [data for word, data in _CARRIERS.items() if word in act.text]
    if any(word in act.text for word in _PAGE_TEXT):
        found.append(DataClass.PRIVATE)
    return tuple(dict.fromkeys(found))


def _taken_elsewhere(act: Act, acts: tuple[Act, ...]) -> tuple[DataClass, ...]:
    """Secrets that the script reads in another place may go out with this request, through a variable."""
    if act.kind == "navigate" and "+" not in act.text:
        return ()
    return tuple(
        dict.fromkeys(
            _CARRIERS[other.name] for other in acts if other.kind == "secret" and other.name in _CARRIERS
        )
    )


def _taken_away(act: Act, taken: tuple[DataClass, ...], there: Resource, *, known: bool) -> Iterator[Effect]:
    if taken:
        yield make(
            "disclose",
            f"data of the page to {there.id if known else 'an unseen address'}",
            there,
            0.95,
            carries=taken,
            hazards=(Hazard.DATA_IN_ADDRESS,) if act.method == "GET" else (),
            evidence=because("script", f"{act.name}: {act.text[:160]}"),
        )


def _clicked(act: Act, here: Resource) -> Iterator[Effect]:
    """A click by script does what its target does: the selector may tell, only the caller can know."""
    target = act.target or "unresolved element"
    name = read_name(target.strip("#.[]").replace("-", "_"))
    if name.operation in TABLED:
        told = effects_of(
            name.operation,
            name.nouns,
            name=target,
            object=target,
            resource=here,
            source="script",
            certainty=0.8,
        )
        yield from (
            marked(effect, Hazard.UNRESOLVED, why=f"script clicks {target}", source="script")
            for effect in told
        )
        return
    verb = "send" if act.kind == "submit" else "update"
    yield make(
        verb,
        target,
        here,
        0.6,
        tier=Tier.HIGH,
        hazards=(Hazard.UNRESOLVED,),
        evidence=because("script", f"script {act.name}s {target}"),
    )


def _page_change(act: Act, here: Resource) -> Effect:
    if act.name in {"action", "formAction"}:
        return make(
            "configure",
            f"where a form goes: {act.target or 'unseen'}",
            here,
            0.9,
            tier=Tier.HIGH,
            hazards=(Hazard.WRONG_TARGET,),
            evidence=because("script", "changes where a form sends to"),
        )
    if act.name in {"innerHTML", "outerHTML", "insertAdjacentHTML", "write", "writeln"} and (
        "<" in act.text and ("script" in act.text or "on" in act.text)
    ):
        return make(
            "execute",
            act.name,
            here,
            0.8,
            tier=Tier.HIGH,
            hazards=(Hazard.CODE_UNSEEN,),
            evidence=because("script", "puts markup with code in"),
        )
    return make(
        "update",
        f"the shown page ({act.name})",
        here,
        0.9,
        evidence=because("script", f"changes what the page shows: {act.name}"),
    )
