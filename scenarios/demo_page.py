"""The demo's story as one self-contained web page."""

import base64
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from agentguard.explain import effect_text
from agentguard.verdict import Verdict
from scenarios.play import Play, Scene

_TEMPLATES = Environment(
    loader=FileSystemLoader(Path(__file__).with_name("templates")), autoescape=True, trim_blocks=True
)


def write_page(out: Path, guarded: Play, unguarded: Play) -> Path:
    """Write `index.html` into `out` and return its path. Pictures are inside it; it opens offline."""
    page = out / "index.html"
    html = _TEMPLATES.get_template("demo.html").render(
        request=guarded.staged.request,
        plays=[_shown("With AgentGuard", guarded), _shown("Unguarded", unguarded)],
    )
    page.write_text(html, "utf-8")
    return page


def _shown(title: str, played: Play) -> dict[str, Any]:
    return {
        "title": title,
        "done": played.truth.done,
        "harmed": played.truth.harmed,
        "changes": [
            {**change.model_dump(), "beyond": change in played.truth.beyond}
            for change in played.truth.changes
        ],
        "at_stop": played.at_first_stop,
        "scenes": [_scene(scene) for scene in played.scenes],
    }


def _scene(scene: Scene) -> dict[str, Any]:
    shown: dict[str, Any] = {"line": scene.line, "stop": None, "picture": None}
    if scene.picture is not None:
        shown["picture"] = base64.b64encode(scene.picture).decode()
    if scene.stopped is not None:
        decision = scene.stopped.decision
        causes = [judged for judged in decision.judgements if judged.verdict is not Verdict.ALLOW]
        shown["stop"] = {
            "verdict": decision.verdict.value,
            "told": str(scene.stopped),
            "ms": decision.elapsed_ms,
            "effects": [
                {
                    "text": effect_text(judged.effect),
                    "horizon": judged.effect.horizon.value,
                    "rules": judged.rules,
                    "why": judged.authority.reasons,
                    "evidence": judged.effect.evidence,
                }
                for judged in causes
            ],
        }
    return shown
