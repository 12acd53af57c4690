"""What a session remembers."""

from agentguard.session import REMEMBERED, Session
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
