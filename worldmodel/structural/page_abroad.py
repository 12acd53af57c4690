"""What typing or sending hands to another site: the one of the page, or one that a written address names."""

from urllib.parse import urljoin

from worldmodel.abroad import carrying_addresses, handed_values, host_abroad, tells
from worldmodel.effect import DataClass, Effect, Evidence, Scope, Tier
from worldmodel.hosts import parse_host
from worldmodel.structural.page_form import read_form
from worldmodel.structural.page_scene import Scene

_OWN_WORK = frozenset({"payment", "sign_in", "grant"})
"""Forms of a payment or identity provider: what they need is judged by what they do."""
_POSTS = frozenset({"post", "put", "patch", "dialog", ""})


def handed_abroad(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return what the typed or sent values give to a site where the work did not begin; else nothing."""
    host = host_abroad(scene.before)
    if host is None or any(effect.verb == "disclose" for effect in found):
        return ()
    reading = read_form(scene)
    if reading is not None and reading.kind in _OWN_WORK:
        return ()
    posted = scene.form is None or scene.method in _POSTS
    told = [
        (value, kinds) for value in handed_values(scene.before, scene.action)
        if (kinds := tells(value, posted=posted))
    ]  # fmt: skip
    if not told:
        return ()
    carries = tuple(dict.fromkeys(kind for _, kinds in told for kind in kinds))
    return (_disclosed(scene, host, f"what was entered to {host}", carries, "action.value", 0.8),)


def addresses_written(scene: Scene) -> tuple[Effect, ...]:
    """Return what an address inside a typed text carries: whoever shows the text later calls it up."""
    found = []
    for text in handed_values(scene.before, scene.action)[:1]:
        for url, pieces in carrying_addresses(text, scene.url):
            host = parse_host(urljoin("https:", url)).name or url[:80]
            what = f"{', '.join(pieces)[:120]} in an address of {host}"
            found.append(_disclosed(scene, host, what, (DataClass.PRIVATE,), "action.value", 0.6))
    return tuple(found[:5])


def _disclosed(
    scene: Scene, host: str, what: str, carries: tuple[DataClass, ...], source: str, sure: float
) -> Effect:
    return scene.effect(
        "disclose",
        what,
        sure,
        Evidence(source=source, text=f"goes to {host}"),
        resource=scene.site(f"https://{host}/"),
        recipients=(host,),
        carries=carries,
        scope=Scope.OTHERS,
        tier=Tier.HIGH,
    )
