"""The known faults of guards, and the tests that try each of them on us."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

FAULTS: dict[int, tuple[str, tuple[str, ...]]] = {
    1: (
        "a resumed batch runs things twice",
        (
            "agentguard/approvals/test_store.py",
            "agentguard/test_resuming.py",
        ),
    ),
    2: (
        "answers land on another of several parallel calls",
        (
            "agentguard/approvals/test_store.py",
            "agentguard/test_firewall.py",
            "agentguard/test_resuming.py",
            "agentguard/test_session.py",
        ),
    ),
    3: (
        "an approval is used twice, or after the state moved on",
        (
            "agentguard/approvals/test_store.py",
            "agentguard/test_resuming.py",
        ),
    ),
    4: (
        "a denied call is dispatched again by another layer",
        ("agentguard/test_firewall.py",),
    ),
    5: (
        "a typo turns a rule off",
        (
            "agentguard/adapters/test_decorator.py",
            "agentguard/cli/test_policy.py",
            "agentguard/policy/test_cases.py",
            "agentguard/policy/test_fuzz.py",
            "agentguard/policy/test_loader.py",
            "agentguard/test_settings.py",
            "worldmodel/test_catalogue.py",
            "worldmodel/test_words.py",
        ),
    ),
    6: (
        "one refusal takes the rest of the batch with it",
        ("agentguard/test_firewall.py",),
    ),
    7: (
        "a retry after a time-out repeats the effect",
        (
            "agentguard/test_firewall.py",
            "agentguard/test_outcomes.py",
            "agentguard/test_resuming.py",
            "agentguard/test_session.py",
            "worldmodel/structural/test_http.py",
            "worldmodel/structural/test_structural_model.py",
            "worldmodel/structural/test_tool.py",
            "worldmodel/test_history.py",
        ),
    ),
    8: (
        "what was approved is not what runs",
        (
            "agentguard/adapters/test_arguments.py",
            "agentguard/adapters/test_decorator.py",
            "agentguard/test_permit.py",
            "sandboxes/browser/test_page.py",
            "worldmodel/structural/test_files.py",
            "worldmodel/test_action.py",
            "worldmodel/test_canonical.py",
        ),
    ),
    9: (
        "what was approved is changed before it runs",
        (
            "agentguard/adapters/test_decorator.py",
            "agentguard/test_firewall.py",
            "agentguard/test_permit.py",
            "worldmodel/test_snapshot.py",
        ),
    ),
    10: (
        "the verdict comes after the start",
        (
            "agentguard/adapters/test_decorator.py",
            "agentguard/test_firewall.py",
            "sandboxes/browser/test_page.py",
        ),
    ),
    11: (
        "consent and rejection are missing or stale",
        (
            "agentguard/approvals/test_consents.py",
            "agentguard/approvals/test_kept.py",
            "agentguard/task/test_task.py",
            "agentguard/test_judge.py",
            "agentguard/test_session.py",
        ),
    ),
    12: (
        "another way to the same act is not gated",
        (
            "sandboxes/browser/test_page.py",
            "worldmodel/structural/test_page_structure.py",
            "worldmodel/structural/test_script.py",
        ),
    ),
    13: (
        "effects are read from English labels",
        (
            "worldmodel/structural/test_page.py",
            "worldmodel/structural/test_page_structure.py",
        ),
    ),
    14: (
        "redirects, popups and look-alike addresses skip the gate",
        (
            "sandboxes/browser/test_egress.py",
            "sandboxes/browser/test_hosts.py",
            "sandboxes/browser/test_page.py",
            "sandboxes/browser/test_wire.py",
            "worldmodel/structural/test_http.py",
            "worldmodel/structural/test_page_structure.py",
            "worldmodel/test_hosts.py",
        ),
    ),
    15: (
        "unseen channels are taken for silence",
        (
            "sandboxes/browser/test_egress.py",
            "worldmodel/test_outcome.py",
        ),
    ),
    16: (
        "dead configuration; a refusal that looks like success",
        (
            "agentguard/adapters/test_decorator.py",
            "agentguard/policy/test_default.py",
            "sandboxes/browser/test_behaviours.py",
            "sandboxes/browser/test_page.py",
            "worldmodel/structural/test_http.py",
            "worldmodel/structural/test_page_structure.py",
        ),
    ),
    17: (
        "unknown actions, tools and sub-agents skip the gate",
        (
            "agentguard/adapters/test_decorator.py",
            "agentguard/test_firewall.py",
            "sandboxes/browser/test_behaviours.py",
            "sandboxes/browser/test_page.py",
            "worldmodel/structural/test_http.py",
            "worldmodel/structural/test_page_structure.py",
            "worldmodel/structural/test_structural_model.py",
            "worldmodel/structural/test_tool.py",
            "worldmodel/test_action.py",
            "worldmodel/test_classify.py",
        ),
    ),
    18: (
        "only the last turn is looked at",
        (
            "agentguard/task/test_task.py",
            "agentguard/test_firewall.py",
            "agentguard/test_provenance.py",
        ),
    ),
    19: (
        "numbers that are none, broken parts and mild layers open the gate",
        (
            "agentguard/adapters/test_decorator.py",
            "agentguard/approvals/test_approver.py",
            "agentguard/policy/test_policy.py",
            "agentguard/test_firewall.py",
            "agentguard/test_foresee.py",
            "agentguard/test_gate.py",
            "agentguard/test_settings.py",
            "worldmodel/test_canonical.py",
            "worldmodel/test_effect.py",
        ),
    ),
    20: (
        "failing open on errors and on empty policy",
        (
            "agentguard/cli/test_policy.py",
            "agentguard/policy/test_loader.py",
            "agentguard/policy/test_reload.py",
            "agentguard/test_firewall.py",
            "agentguard/test_foresee.py",
            "worldmodel/test_canonical.py",
        ),
    ),
    21: (
        "one choice for everything unknown",
        (
            "agentguard/policy/test_default.py",
            "agentguard/test_firewall.py",
            "agentguard/test_refusals.py",
            "sandboxes/browser/test_collector.py",
            "sandboxes/browser/test_page.py",
            "worldmodel/structural/test_page.py",
            "worldmodel/test_snapshot.py",
        ),
    ),
    22: (
        "modes give different verdicts",
        (
            "agentguard/adapters/test_decorator.py",
            "agentguard/test_firewall.py",
            "sandboxes/browser/test_page.py",
        ),
    ),
    23: (
        "a mild layer overrides a strict one; not noticing that nothing is gated",
        (
            "agentguard/adapters/test_decorator.py",
            "agentguard/policy/test_policy.py",
            "agentguard/test_verdict.py",
            "sandboxes/browser/test_canary.py",
        ),
    ),
    24: (
        "nobody there, the agent's own word, the agent's own guard",
        (
            "agentguard/approvals/test_consents.py",
            "agentguard/approvals/test_console.py",
            "agentguard/approvals/test_kept.py",
            "agentguard/approvals/test_store.py",
            "agentguard/policy/test_policy.py",
            "agentguard/test_firewall.py",
            "worldmodel/structural/test_files.py",
            "worldmodel/structural/test_http.py",
            "worldmodel/structural/test_tool.py",
        ),
    ),
    25: (
        "exemptions and payloads of command lines",
        (),
    ),
    26: (
        "words matched as parts of other words",
        (
            "agentguard/policy/test_default.py",
            "worldmodel/structural/test_page.py",
            "worldmodel/structural/test_page_structure.py",
            "worldmodel/structural/test_page_terms.py",
            "worldmodel/test_words.py",
        ),
    ),
    27: (
        "secrets in snapshots, prompts, logs and reports",
        (
            "agentguard/ledger/test_ledger.py",
            "agentguard/test_canary.py",
            "agentguard/test_leaks.py",
            "agentguard/test_logs.py",
            "agentguard/test_outcomes.py",
            "agentguard/test_secrecy.py",
            "agentguard/test_telemetry.py",
            "sandboxes/browser/test_collector.py",
            "sandboxes/browser/test_page.py",
            "sandboxes/browser/test_wire.py",
            "worldmodel/test_secret_forms.py",
        ),
    ),
    28: (
        "refusals that coach the bypass; redaction that hides the answer",
        (
            "agentguard/policy/test_default.py",
            "agentguard/test_explain.py",
            "agentguard/test_firewall.py",
            "worldmodel/test_secret_forms.py",
            "worldmodel/test_secret_patterns.py",
            "worldmodel/test_secrets.py",
        ),
    ),
    29: (
        "too many prompts; optional parts; other spellings",
        (
            "agentguard/approvals/test_kept.py",
            "agentguard/approvals/test_store.py",
            "agentguard/policy/test_default.py",
            "agentguard/policy/test_policy.py",
            "agentguard/test_firewall.py",
            "agentguard/test_resuming.py",
            "test_imports.py",
        ),
    ),
}
"""Number, what goes wrong, and the test files that name it."""

WAITING = {
    1: "the same through a LangGraph tool node",
    2: "the same through LangGraph interrupts",
    3: "the same from a LangGraph checkpoint",
    4: "the same through another LangChain middleware",
    6: "the same through a LangGraph tool node",
    9: "working folder, environment and symbolic links of a shell command",
    10: "streaming adapters",
    17: "MCP servers and messages that carry tool calls",
    20: "a model endpoint that answers 500 or hangs: the generative model",
    22: "streaming and server mode",
    25: "the reader of shell commands and SQL",
    29: "equivalence of shell spellings",
}
"""What of a fault can only be tried when a part exists that does not yet."""


_NAMED = re.compile(r"[Ff]aults? (\d+(?:(?:,| and|, and) \d+)*)|fault_(\d+)")


def _named_in(path: Path) -> Iterator[int]:
    """The faults that the tests of a file name, in their names, their docstrings or the module's."""
    tree = ast.parse(path.read_text("utf-8"))
    whole = ast.get_docstring(tree) or ""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.name.startswith("test_"):
            told = f"{node.name} {ast.get_docstring(node) or ''} {whole}"
            for found in _NAMED.finditer(told):
                yield from (int(number) for number in re.findall(r"\d+", found[0]))


def _files_by_fault() -> dict[int, set[str]]:
    files: dict[int, set[str]] = {}
    for path in TESTS.rglob("test_*.py"):
        if path != Path(__file__):
            for number in _named_in(path):
                files.setdefault(number, set()).add(path.relative_to(TESTS).as_posix())
    return files


@pytest.mark.parametrize("number", FAULTS)
def test_every_known_fault_has_tests_that_name_it(number: int) -> None:
    """Each listed file exists and has a test of that fault; what has none yet says what it waits for."""
    _, files = FAULTS[number]
    assert files or number in WAITING
    for name in files:
        assert number in set(_named_in(TESTS / name)), f"{name} has no test that names fault {number}"


def test_every_test_that_names_a_fault_is_listed() -> None:
    """The other way round: the table is the whole truth."""
    named = _files_by_fault()
    assert set(named) <= set(FAULTS)
    assert {number: sorted(files) for number, files in named.items()} == {
        number: sorted(files) for number, (_, files) in FAULTS.items() if files
    }


def test_the_table_is_whole() -> None:
    """Twenty-nine faults, each with a title, and none waits that is unknown."""
    assert list(FAULTS) == list(range(1, 30))
    assert all(title for title, _ in FAULTS.values())
    assert set(WAITING) <= set(FAULTS)
