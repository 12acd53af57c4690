"""The structural world model: reads structure first (methods, types, roles, arguments), words second.

Each surface has its reader; a surface without one yet abstains, and what abstains is never let through.
"""

import re

from worldmodel.action import Action, Surface
from worldmodel.classify import classify, is_http_tool, plain
from worldmodel.effect import Resource
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot
from worldmodel.structural.circumstances import hazards_of, repeated
from worldmodel.structural.http import predict_address, predict_http
from worldmodel.structural.making import MODEL, because, make, predicted, unresolved
from worldmodel.structural.page import predict_page
from worldmodel.structural.tool import predict_tool
from worldmodel.wordset import words

_BROWSER_TOOL = re.compile(
    r"^(mcp__\w+__)?(browser|playwright|puppeteer|page)[_.](?P<act>[a-zA-Z_]+)$", re.IGNORECASE
)
_PAGE_ACTS = words(
    "click dblclick fill type press press_key select select_option check uncheck navigate goto evaluate drag"
    " hover"
)

_OPENING = words("navigate goto visit open_url open_page go_to_url open_link open_website")
"""Names of tools that open the address that they are given."""
_WEB = re.compile(r"https?://", re.IGNORECASE)


class StructuralModel:
    """A WorldModel that needs no training and no network; a prediction takes well under a millisecond."""

    @property
    def name(self) -> str:
        """The name recorded with every effect."""
        return MODEL

    async def predict(self, before: Snapshot, action: Action) -> Prediction:
        """Return the effects expected of `action` on `before`; see `predict_now`."""
        return self.predict_now(before, action)

    def predict_now(self, before: Snapshot, action: Action) -> Prediction:
        """Return the effects expected of `action` on `before`, without waiting: nothing here does I/O.

        Shell, SQL and desktop have no reader here: the prediction abstains, with an effect marked unresolved.
        """
        match action.surface:
            case Surface.PAGE:
                return self._page(before, action)
            case Surface.HTTP:
                return predict_http(before, action)
            case Surface.TOOL:
                return self._tool(before, action)
            case _:
                return _unread(action)

    def _page(self, before: Snapshot, action: Action) -> Prediction:
        """What the page shows, then what the facts and the history add to it."""
        prediction = predict_page(before, action)
        effects = tuple(hazards_of(before, action, effect) for effect in prediction.effects)
        effects = repeated(before, action, effects)
        return (
            prediction
            if effects == prediction.effects
            else prediction.model_copy(update={"effects": effects})
        )

    def _tool(self, before: Snapshot, action: Action) -> Prediction:
        """A tool that drives a page or sends a request is read as what it does."""
        match = _BROWSER_TOOL.match(action.name)
        act = plain(match["act"]) if match else ""
        url = str(action.argument("url") or "")
        if plain(action.name) in _OPENING and _WEB.match(url):
            return predict_address(before, url, action)
        if act in _PAGE_ACTS:
            name = "press" if act == "press_key" else act
            return self._page(before, action.model_copy(update={"surface": Surface.PAGE, "name": name}))
        return predict_http(before, action) if is_http_tool(action.name) else predict_tool(before, action)


def _unread(action: Action) -> Prediction:
    if classify(action) == "read_only":
        screen = Resource(kind="device", id=action.surface.value)
        look = make("read", action.name, screen, 0.95, evidence=because("action", "only looks"))
        return predicted((look,))
    said = " ".join(str(value) for value in action.arguments.values())[:300]
    resource = Resource(kind="tool", id=action.surface.value)
    effect = unresolved(said or action.name, resource, f"no reader for the surface {action.surface.value}")
    return predicted((effect,), notes=(f"{action.surface.value} is not read by this model",), abstained=True)
