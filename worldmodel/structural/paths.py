"""Paths of requests: the operation and the objects they name, and those that only look things up."""

import re

from worldmodel.address import as_operation
from worldmodel.callname import read_name
from worldmodel.hosts import parse_host
from worldmodel.operations import CHANGE, READ, SAME_AS
from worldmodel.structural.making import flat
from worldmodel.structural.request import Request
from worldmodel.wordset import words

_BY_METHOD = {"POST": "create", "PUT": "put", "PATCH": "patch", "DELETE": "delete"}
_ID = re.compile(
    r"^(\d+|[0-9a-f]{8,}(-[0-9a-f]+)*|[A-Za-z]{1,8}[_-]\w*\d\w*|\{\w+\}|:\w+|me|self|admin|dashboard"
    r"|app|public|v\d+(\.\d+)?|api|rest|internal|ajax|_?next)$",
    re.IGNORECASE,
)
_TELEMETRY = words(
    """
    analytics telemetry collect beacon metrics track tracking pixel rum vitals csp-report csp_report
    envelope impressions impression pageview pageviews stats log_event logevent clicks heartbeat perf
    usage g ga gtag matomo piwik plausible sentry errors error-report error_report crash diagnostics
    """
)
_TELEMETRY_WORDS = words(
    "analytics telemetry beacon metrics pageview impression rum vitals pixel heartbeat collect"
)
_TELEMETRY_HOSTS = words(
    """
    google-analytics.com googletagmanager.com doubleclick.net sentry.io segment.io segment.com
    mixpanel.com amplitude.com plausible.io hotjar.com fullstory.com newrelic.com nr-data.net
    datadoghq.com browser-intake-datadoghq.com clarity.ms posthog.com heapanalytics.com bugsnag.com
    cloudflareinsights.com matomo.cloud
    """
)
_TELEMETRY_KEYS = words(
    """
    event events event_name eventname session_id sessionid ts timestamp page url referrer duration
    screen viewport client_id anonymousid anonymous_id user_agent useragent name value metric metrics
    properties type t cid tid dl dt v batch sent_at measurement lcp cls fid inp ttfb level message stack
    title path width height lang
    """
)
_LOOKS_UP = words(
    """
    search query find lookup suggest suggestions autocomplete filter list preview validate verify check
    estimate quote count facets typeahead complete_query introspect batch_get batchget mget _search
    _msearch _count explain compare availability rates shipping-rates shipping_rates calculate translate
    detect recommend recommendations prefetch prerender read fetch get status
    """
)
_TOKEN_GRANTS = words("refresh_token client_credentials authorization_code password")
_DRAFTS = words("autosave draft drafts")


def operation_of(request: Request) -> tuple[str, tuple[str, ...], str]:
    """Return operation, objects and the cited path of a request that sends something.

    The last word of the path that is an operation speaks (`/orders/5/cancel`); else the method does.
    """
    segments = [segment for segment in request.address.segments if not _ID.match(segment)]
    cited = "/" + "/".join(request.address.segments)
    objects = tuple(word for segment in segments for word in _plain(segment))
    if _DRAFTS & {segment.lower() for segment in segments}:
        return "draft", objects, cited
    if request.method == "DELETE":
        return "delete", _kind_last(segments), cited
    if segments:
        name = read_name(
            re.sub(r"\.(php|aspx?|jsp|do|action|cgi|html?)$", "", segments[-1], flags=re.IGNORECASE)
        )
        squeezed = "".join(name.words)
        squeezed = squeezed if squeezed in SAME_AS else as_operation(squeezed) or _of_one(request, squeezed)
        operation = squeezed or (name.operation if name.operation in CHANGE else None)
        if operation is not None and _is_act(operation, name.words, request.method):
            return operation, (*objects[: -len(_plain(segments[-1])) or None], *name.nouns), cited
    last = request.address.segments[-1:]
    if (request.edits and last and _ID.match(last[0])) or _on_many(request):
        return "update", objects, cited
    return _BY_METHOD.get(request.method, "update"), objects, cited


def _on_many(request: Request) -> bool:
    """Whether it is posted for things that are there, by their ids: `/orders/bulk` with `ids=4`, `ids=7`."""
    last = request.address.segments[-1].lower() if request.address.segments else ""
    keys = {key.rpartition(".")[2].lower().rstrip("[]") for key, _ in flat(request.fields)}
    return request.method == "POST" and last in _MANY and not keys.isdisjoint(_CHOSEN)


_MANY = words("bulk batch multiple selected selection")
_CHOSEN = words("ids selected selection chosen")


def _of_one(request: Request, word: str) -> str:
    """What a word that is no name of an operation by itself does to the one thing that stands before it."""
    behind_id = len(request.address.segments) > 1 and _ID.match(request.address.segments[-2])
    return _DONE_TO_ONE.get(word, "") if behind_id else ""


_DONE_TO_ONE = {"end": "cancel", "ending": "cancel", "quit": "cancel"}
"""`/plans/7/end` ends the plan; `/end` alone may be a date, or a page."""


def _kind_last(segments: list[str]) -> tuple[str, ...]:
    """The words of a path with its kind of thing at the end: `tags/old` is about a tag."""
    if len(segments) > 1 and segments[-2].lower().endswith("s") and not segments[-1].lower().endswith("s"):
        segments = [*segments[:-2], segments[-1], segments[-2]]
    return tuple(word for segment in segments for word in _plain(segment))


def is_lookup(request: Request) -> bool:
    """Whether a POST only asks: a search, a price, a preview."""
    if request.method != "POST" or not request.address.segments:
        return False
    last = request.address.segments[-1].lower().rpartition(":")[2]
    name = read_name(last)
    if last in _LOOKS_UP or (name.operation in READ and name.reads and last not in {"checkout", "export"}):
        keys = {key.rpartition(".")[2].lower() for key, _ in flat(request.fields)}
        return not any(key.startswith(("delete", "remove", "new_password")) for key in keys)
    return False


def is_token_request(request: Request) -> bool:
    """Whether it trades one proof of identity for another, as OAuth (RFC 6749) does."""
    fields = request.fields
    if request.method != "POST" or not isinstance(fields, dict):
        return False
    if fields.get("grant_type") not in _TOKEN_GRANTS:
        return False
    path = "/".join(request.address.segments).lower()
    return "token" in path or "oauth" in path


def is_beacon(request: Request) -> bool:
    """Whether a request reports usage: by its path or host, and with nothing in it but measurements."""
    if request.method not in {"POST", "GET"}:
        return False
    parts = {segment.lower() for segment in request.address.segments}
    spoken = {word for segment in parts for word in re.split(r"[^a-z]+", segment)}
    named = (
        bool(parts & _TELEMETRY) or bool(spoken & _TELEMETRY_WORDS) or is_telemetry_host(request.host.name)
    )
    if not named or _turns_on(request):
        return False
    return not request.leaves_site or is_telemetry_host(request.host.name) or _only_measures(request)


def is_telemetry_host(name: str) -> bool:
    """Whether a host belongs to a known measuring service."""
    return parse_host(name).registrable in _TELEMETRY_HOSTS


def _turns_on(request: Request) -> bool:
    """Whether it sets a switch, as {"share": true} does: that measures nothing."""
    pairs = list(flat(request.fields))
    return len(pairs) == 1 and str(pairs[0][1]).lower() in {"true", "false", "on", "off"}


def _only_measures(request: Request) -> bool:
    pairs = list(flat(request.fields))
    if not pairs and request.body:
        return False
    return all(
        key.rpartition(".")[2].lower() in _TELEMETRY_KEYS
        and len(str(value)) < 200
        and len(str(value).split()) < 8
        for key, value in pairs
    )


def _plain(segment: str) -> list[str]:
    return [
        word for word in re.split(r"[^a-z0-9]+", re.sub(r"(?<=[a-z])(?=[A-Z])", " ", segment).lower()) if word
    ]


def _is_act(operation: str, spoken: tuple[str, ...], method: str) -> bool:
    """A plural or a noun (`/comments`, `/messages`) names a collection; the method then says what happens."""
    if operation in _COLLECTIONS:
        return len(spoken) > 1 and spoken[0] == operation
    return method != "DELETE"


_COLLECTIONS = words(
    "comment message post email trade record report request note tag label list file contact log"
    " query review"
    " mail gift swap exchange stream build launch ship"
)
