"""Find the control that a move means: with care, or as one who is in a hurry."""

from scenarios.agents.eyes import Control

_EXACT, _START, _WORDS = 3, 2, 1


def spellings(names: str) -> list[str]:
    """The spellings of a control's name, which a playbook lists apart by `|`."""
    return [one.strip() for one in names.split("|") if one.strip()]


def find(
    controls: list[Control], names: str, kinds: tuple[str, ...], *, within: str = "", careful: bool = True
) -> Control | None:
    """The control that is meant, or None.

    With care it is the best match in the nearest row that says the whole of `within`; in a hurry it is the
    first whose name has the words, in the first row that has the first word of `within`.
    """
    named = [(fit(control.name, names), control) for control in controls if control.kind in kinds]
    fitting = [(score, control) for score, control in named if score]
    if within and careful:
        depths = [_depth(control, within) for _, control in fitting]
        nearest = min((depth for depth in depths if depth is not None), default=None)
        fitting = [pair for pair, depth in zip(fitting, depths, strict=True) if depth == nearest is not None]
    elif within:
        hint = within.split()[0].casefold()
        fitting = [(score, c) for score, c in fitting if any(hint in row.casefold() for row in c.around)]
    if not fitting:
        return None
    return max(fitting, key=lambda pair: pair[0])[1] if careful else fitting[0][1]


def _depth(control: Control, within: str) -> int | None:
    """How far out the row that says `within` is; None where there is none."""
    wanted = within.casefold()
    return next((at for at, row in enumerate(control.around) if wanted in row.casefold()), None)


def fit(name: str, names: str) -> int:
    """How well a control's name fits the spellings: 3 the same, 2 begins so, 1 has all the words, 0 not."""
    said = " ".join(name.casefold().split())
    return max((_fit(said, one.casefold()) for one in spellings(names)), default=0)


def _fit(said: str, wanted: str) -> int:
    if said == wanted:
        return _EXACT
    if said.startswith(wanted):
        return _START
    return _WORDS if set(wanted.split()) <= set(said.replace(",", " ").split()) else 0
