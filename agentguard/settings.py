"""Settings: one file, `agentguard.toml`, with every cost, limit and path of the firewall."""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agentguard.authority import Standing
from agentguard.errors import ConfigurationError

Probability = Annotated[float, Field(ge=0, le=1, strict=True)]
Positive = Annotated[float, Field(gt=0, strict=True)]
Severity = Literal["negligible", "minor", "moderate", "severe", "critical"]

FILE_NAME = "agentguard.toml"


class _Section(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False)


class HarmCosts(_Section):
    """What one unwanted effect costs, in units of one needless stop, before reversibility weighs in."""

    negligible: Positive = 0.05
    minor: Positive = 0.5
    moderate: Positive = 4.0
    severe: Positive = 12.0
    critical: Positive = 40.0


class ReversibilityFactors(_Section):
    """How much the harm cost grows or shrinks with the chance of taking the effect back."""

    reversible: Positive = 0.5
    effortful: Positive = 1.0
    unknown: Positive = 1.5
    irreversible: Positive = 2.0


class UnwantedRates(_Section):
    """The probability in 0..1 that an effect is unwanted, by its standing to the task."""

    confirmed: Probability = 0.005
    granted: Probability = 0.02
    implied: Probability = 0.05
    no_task: Probability = 0.15
    ungranted: Probability = 0.8
    exceeded: Probability = 0.9
    prohibited: Probability = 1.0

    def of(self, standing: Standing) -> float:
        """The rate for a standing; a standing that this table does not know is certain harm."""
        return float(getattr(self, standing.value, 1.0))


class GateSettings(_Section):
    """The cost-derived gate. `stop_cost` is what one needless stop costs; all else is relative to it."""

    stop_cost: Positive = 1.0
    harm_cost: HarmCosts = HarmCosts()
    reversibility: ReversibilityFactors = ReversibilityFactors()
    unwanted: UnwantedRates = UnwantedRates()


class BudgetSettings(_Section):
    """The session's budget of harm, in nats of -log(1 - harm); `loss_scale` is a cost seen as half a loss."""

    limit: Positive = 0.7
    loss_scale: Positive = 20.0


class LimitSettings(_Section):
    """Time and repetition limits. Times in seconds."""

    predictor_timeout: Positive = 2.0
    permit_ttl: Positive = 30.0
    approval_ttl: Positive = 900.0
    equal_refusals: Annotated[int, Field(ge=1, strict=True)] = 3
    redecisions: Annotated[int, Field(ge=1, strict=True)] = 3


class PolicySettings(_Section):
    """The project's own rules, and files that add effects; without them the shipped ones stand alone."""

    folder: Path | None = None
    effects: tuple[Path, ...] = ()


class LedgerSettings(_Section):
    """Where decisions are recorded: a file path or an SQLAlchemy URL."""

    path: str = ".agentguard/ledger.db"
    durability: Literal["process", "power"] = "process"
    key_file: Path | None = None


class ApprovalSettings(_Section):
    """Where questions to a person are kept; the key that seals answers lies beside it unless named."""

    path: str = ".agentguard/approvals.db"
    key_file: Path | None = None


class Settings(_Section):
    """Everything that can be set. Unknown keys are refused."""

    mode: Literal["enforce", "observe"] = "enforce"
    gate: GateSettings = GateSettings()
    budget: BudgetSettings = BudgetSettings()
    limits: LimitSettings = LimitSettings()
    policy: PolicySettings = PolicySettings()
    ledger: LedgerSettings = LedgerSettings()
    approvals: ApprovalSettings = ApprovalSettings()

    @classmethod
    def load(cls, path: Path | None = None) -> "Settings":
        """Read `path`, or `agentguard.toml` in the working folder where that exists, else the defaults.

        Raises:
            ConfigurationError: unreadable, not TOML, or a key or value that is not known.
        """
        if path is None:
            path = Path(FILE_NAME)
            if not path.exists():
                return cls()
        try:
            text = path.read_text("utf-8")
            table = tomllib.loads(text)
        except (OSError, UnicodeDecodeError) as error:
            raise ConfigurationError(f"{path}: can't be read: {error}") from error
        except tomllib.TOMLDecodeError as error:
            raise ConfigurationError(f"{path}: not TOML: {error}") from error
        try:
            settings = cls.model_validate(table)
        except ValidationError as error:
            raise ConfigurationError(_explain(path, text, error)) from error
        return settings._anchored(path.parent)

    def _anchored(self, base: Path) -> "Settings":
        """Relative paths in a settings file are relative to that file."""
        policy = self.policy
        folder = base / policy.folder if policy.folder is not None else None
        effects = tuple(base / path for path in policy.effects)
        policy = policy.model_copy(update={"folder": folder, "effects": effects})
        return self.model_copy(
            update={
                "policy": policy,
                "ledger": _moved(self.ledger, base),
                "approvals": _moved(self.approvals, base),
            }
        )


FileSettings = TypeVar("FileSettings", LedgerSettings, ApprovalSettings)


def _moved(section: FileSettings, base: Path) -> FileSettings:
    path = section.path if "://" in section.path else str(base / section.path)
    key_file = base / section.key_file if section.key_file is not None else None
    return section.model_copy(update={"path": path, "key_file": key_file})


def _explain(path: Path, text: str, error: ValidationError) -> str:
    first = error.errors()[0]
    where = [str(part) for part in first["loc"]]
    line = _line_of(text, where)
    return f"{path}:{line}: {'.'.join(where)}: {_mend(first, where)}"


def _mend(problem: Any, where: list[str]) -> str:
    if problem["type"] != "extra_forbidden":
        return str(problem["msg"])
    from difflib import get_close_matches

    section: Any = Settings()
    for part in where[:-1]:
        section = getattr(section, part)
    known = list(type(section).model_fields)
    near = get_close_matches(where[-1], known, n=1)
    return f"unknown key; did you mean {near[0]!r}?" if near else f"unknown key; known are {', '.join(known)}"


def _line_of(text: str, where: list[str]) -> int:
    """The line of the last part of a dotted place, as near as a plain search tells."""
    section, key = ".".join(where[:-1]), where[-1]
    current = ""
    for number, line in enumerate(text.splitlines(), 1):
        stripped = line.strip()
        if stripped.startswith("["):
            current = stripped.strip("[] ")
            if current == ".".join(where):
                return number
        elif current == section and stripped.split("=")[0].strip().strip("'\"") == key:
            return number
    return 1
