"""What a session remembers."""

from collections.abc import Callable

from agentguard.decision import Decision, Risk
from agentguard.session import REMEMBERED, Session
from agentguard.verdict import Verdict
from worldmodel.effect import Hazard


def test_an_action_without_an_end_is_unknown() -> None:
    """Fault 7: started and never ended means that it may have taken effect."""
    session = Session()
    session.begin("a")
    assert session.repeat_of("a") is Hazard.OUTCOME_UNKNOWN


def test_a_finished_action_is_known_as_done() -> None:
    """Doing it again would be a second time."""
    session = Session()
    session.begin("a")
    session.end("a", "done")
    assert session.repeat_of("a") is Hazard.ALREADY_DONE


def test_a_failed_action_may_be_tried_again() -> None:
    """A refusal by the tool itself changed nothing."""
    session = Session()
    session.begin("a")
    session.end("a", "failed")
    assert session.repeat_of("a") is None


def test_a_rejection_of_one_does_not_colour_another() -> None:
    """Fault 11: only the refused action is refused."""
    session = Session()
    session.reject("a")
    assert session.rejected("a")
    assert not session.rejected("b")


def test_memory_is_bounded() -> None:
    """The cost of an action does not grow with the length of the session."""
    session = Session()
    for number in range(REMEMBERED + 50):
        session.end(str(number), "done")
    assert session.repeat_of("0") is None
    assert session.repeat_of(str(REMEMBERED + 49)) is Hazard.ALREADY_DONE


def test_of_two_equal_starts_the_second_is_told() -> None:
    """Fault 2: decided at the same time, started one after the other: the second is decided anew."""
    session = Session()
    assert session.begin("a", if_new=True)
    assert not session.begin("a", if_new=True)
    assert session.begin("a"), "what was decided knowing of the first may start"
    session.end("a", "failed")
    assert session.begin("a", if_new=True)


def test_equal_refusals_are_counted() -> None:
    """Those are equal that share a key."""
    session = Session()
    assert [session.refuse(keys) for keys in (["a", "x"], ["b", "x"], ["b"], ["c"])] == [1, 2, 2, 1]
    assert (session.refusals_of(["x", "c"]), session.refusals_of(["d"]), session.refusals_of([])) == (2, 0, 0)


def test_an_earlier_process_s_work_is_known_by_its_seal() -> None:
    """What this process does itself counts more."""
    session = Session(past={"sealed a": "done", "sealed b": "unknown"}, seal=lambda key: f"sealed {key}")
    assert session.repeat_of("a") is Hazard.ALREADY_DONE
    assert session.repeat_of("b") is Hazard.OUTCOME_UNKNOWN
    session.end("b", "failed")
    assert session.repeat_of("b") is None
    assert session.repeat_of("c") is None


def test_a_report_counts_what_was_decided(decide: Callable[..., Decision]) -> None:
    """By what enforce mode would have said; only what may run spends the budget."""
    session = Session()
    risk = Risk(harm=0.1, cost=2.0, spent=0.3)
    for verdict in (Verdict.ALLOW, Verdict.ALLOW, Verdict.BLOCK):
        session.note(decide(verdict, risk=risk if verdict is Verdict.ALLOW else Risk(spent=9.0)))
    report = session.report()
    assert (report.decisions, report.by_verdict) == (3, {"allow": 2, "block": 1})
    assert (report.spent, report.cvar95, session.spent, session.step) == (0.3, 2.0, 0.3, 3)
    session.renew()
    assert session.spent == 0.0
