"""Bodies that name what they do: GraphQL, JSON-RPC, gRPC-web, and forms with an action field."""

import re
from collections.abc import Iterator
from typing import Any

from worldmodel.callname import CallName, read_name
from worldmodel.effect import Effect, Hazard, Resource, Reversibility, Tier
from worldmodel.graphql import GraphQLError, Operation, chosen, operations_of
from worldmodel.operations import CHANGE
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.making import because, effects_of, make, unresolved
from worldmodel.structural.refine import refined
from worldmodel.structural.request import Request
from worldmodel.wordset import words

_ACTION_KEYS = words(
    "action _action op do cmd intent event operation command task submit commit button act _event"
)
_CARD_KEY = re.compile(
    r"^(cc|card|credit_?card)[_-]?(num(ber)?|no|pan|exp\w*|csc|cvc|cvv|holder|code)?$|^(pan|cvc2?"
    r"|cvv2?|csc|card_?number|cardno|security_?code)$|"
    r"\[(number|cvc|exp_(month|year))\]$",
    re.IGNORECASE,
)
_USAGE = re.compile(
    r"^(track|log|record|report)(event|view|impression|click|page|activity|usage|metric)|^(view"
    r"|impression|heartbeat|ping)",
    re.I,
)
_GRPC_PATH = re.compile(r"/(?:[\w.]+\.)?(\w+)/(\w+)$")


def is_card_key(key: str) -> bool:
    """Whether a body key holds part of a payment card."""
    return bool(_CARD_KEY.search(key)) and key.lower() not in {"card", "cc"}


def body_effects(fields: Any, request: Request, resource: Resource) -> list[Effect]:
    """Return what a body says it does in GraphQL, JSON-RPC or gRPC; empty where it speaks none of them."""
    if "grpc" in request.content_type or "connect" in request.headers.get("connect-protocol-version", ""):
        return list(_grpc(request, resource))
    calls = fields if isinstance(fields, list) else [fields]
    found: list[Effect] = []
    for call in calls[:100]:
        if not isinstance(call, dict):
            return []
        found.extend(_call(call, request, resource))
    return found


def form_operation(fields: Any) -> CallName | None:
    """The operation that a form field names: `action=delete`, or a button called `delete`."""
    if not isinstance(fields, dict):
        return None
    for key, value in fields.items():
        low = str(key).lower()
        if low in _ACTION_KEYS and isinstance(value, str) and len(value) < 60:
            name = read_name(value.replace(" ", "_"))
            if name.operation in CHANGE:
                return name
    return next((found for key in fields if (found := _button(str(key), fields[key])) is not None), None)


def _button(key: str, value: Any) -> CallName | None:
    name = read_name(key)
    strong = {
        "delete",
        "remove",
        "cancel",
        "approve",
        "publish",
        "unsubscribe",
        "deactivate",
        "purge",
        "archive",
    }
    if (
        name.operation in strong
        and name.words[:1] == (name.operation,)
        and str(value).lower() not in {"", "0", "false", "no", "none"}
    ):
        return name
    return None


def _call(call: dict[str, Any], request: Request, resource: Resource) -> Iterator[Effect]:
    document = call.get("query") or call.get("mutation")
    if isinstance(document, str) and ("{" in document or "mutation" in document):
        yield from _graphql(document, call, resource)
    elif "persistedQuery" in (call.get("extensions") or {}) or (
        "graphql" in request.url.lower()
        and (call.get("operationName") or call.get("id") or call.get("doc_id"))
    ):
        yield from _persisted(call, resource)
    elif "jsonrpc" in call or (isinstance(call.get("method"), str) and "params" in call):
        yield from _named(str(call.get("method") or ""), call.get("params"), resource, "JSON-RPC method")


def _graphql(document: str, call: dict[str, Any], resource: Resource) -> Iterator[Effect]:
    try:
        operations = chosen(operations_of(document), call.get("operationName"))
    except GraphQLError as error:
        yield unresolved("GraphQL", resource, f"the document can't be read: {error}", verb="update")
        return
    for operation in operations:
        if operation.kind == "mutation":
            yield from _mutation(operation, call, resource)
        else:
            yield make(
                "read",
                f"{operation.kind} {', '.join(operation.fields)}"[:200],
                resource,
                0.95,
                evidence=because("body", f"GraphQL {operation.kind}"),
            )


def _mutation(operation: Operation, call: dict[str, Any], resource: Resource) -> Iterator[Effect]:
    for field in operation.fields:
        yield from _named(field, call.get("variables"), resource, "GraphQL mutation")


def _persisted(call: dict[str, Any], resource: Resource) -> Iterator[Effect]:
    """A document known only by its digest: its own name may warn, but not reassure."""
    name = str(call.get("operationName") or "persisted query")
    yield unresolved(name, resource, "a persisted GraphQL document that is not shown", verb="update")
    told = read_name(name)
    if told.operation in CHANGE:
        yield from effects_of(
            told.operation,
            told.nouns,
            name=name,
            object=told.noun or name,
            resource=resource,
            source="operationName",
        )


def _grpc(request: Request, resource: Resource) -> Iterator[Effect]:
    match = _GRPC_PATH.search("/" + "/".join(request.address.segments))
    if match is None:
        yield unresolved(request.url, resource, "a gRPC call without a method", verb="update")
        return
    service, method = match.groups()
    yield from _named(f"{re.sub('Service$', '', service)}.{method}", None, resource, "gRPC method")


def _named(text: str, given: Any, resource: Resource, source: str) -> Iterator[Effect]:
    """Effects of a method that a body calls by name; a mutation whose name tells nothing is still one."""
    name = read_name(text)
    arguments = Arguments(given if isinstance(given, dict) else {"items": given or []})
    shown = f"{name.noun} {arguments.shown}".strip() or text
    if name.reads or _USAGE.match(text.rpartition(".")[2]):
        mutation = source == "GraphQL mutation" and not _USAGE.match(text)
        yield make(
            "update" if mutation else "read",
            shown,
            resource,
            0.3 if mutation else 0.9,
            evidence=because(source, text),
        )
        return
    effects = effects_of(
        name.operation, name.nouns, name=text, object=shown, resource=resource, source=source
    )
    if not effects:
        yield make(
            "update", shown, resource, 0.7, tier=Tier.HIGH, reversibility=Reversibility.UNKNOWN,
            hazards=(Hazard.UNRESOLVED,), evidence=because(source, f"{text}: changes something unknown"),
        )  # fmt: skip
    yield from refined(effects, name, arguments, resource)
