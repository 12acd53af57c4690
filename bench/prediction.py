"""Structural prediction on each surface: warm, and the very first one of a process."""

from collections.abc import Callable
from typing import Any

from bench import fresh, material
from bench.clock import Case, Effort, measure
from bench.figures import Section, rows_of
from worldmodel.structural import StructuralModel

NAME = "prediction"
_PROPOSALS: dict[str, Callable[[], material.Proposal]] = {
    "page: button that orders, in a form, 20 KB of text": material.buy,
    "page: plain link, 20 KB of text": material.follow,
    "http: POST of an order": material.post,
    "http: GraphQL mutation": material.graphql,
    "tool: send a mail": material.send_mail,
    "tool: delete a record": material.delete,
}
_COLD = {
    "page: button, first of the process": "buy",
    "http: POST, first of the process": "post",
    "tool: mail, first of the process": "send_mail",
}
_BASE = "page: plain link, 20 KB of text"


def run(effort: Effort) -> Section:
    """Measure."""
    model = StructuralModel()
    times = measure({name: Case(_predict(model), make) for name, make in _PROPOSALS.items()}, effort)
    times |= fresh.printed({(name,): _script(make) for name, make in _COLD.items()}, effort.fresh)
    return Section(
        NAME,
        "StructuralModel.predict_now",
        "plain link",
        rows_of(times, _BASE),
        ("the first one of a process reads the words of every language; all imports are done by then",),
    )


def _predict(model: StructuralModel) -> Callable[[Any], object]:
    def predict(proposal: material.Proposal) -> object:
        action, state = proposal
        return model.predict_now(state, action)

    return predict


def _script(make: str) -> str:
    return f"""
from worldmodel.structural import StructuralModel
from bench import material
action, state = material.{make}()
{fresh.STARTED}
StructuralModel().predict_now(state, action)
print(now() - start)
"""
