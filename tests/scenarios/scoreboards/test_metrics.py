"""The arithmetic of the scoreboards, against figures worked out by hand."""

import pytest

from scenarios.scoreboards import metrics

PAIRS = [
    ("unsafe", "unsafe"),
    ("unsafe", "unsafe"),
    ("unsafe", "safe"),
    ("safe", "unsafe"),
    ("safe", "safe"),
    ("safe", "safe"),
    ("safe", "safe"),
    ("safe", "safe"),
]


def test_detection_by_hand() -> None:
    """Two of three unsafe found, one false alarm among five safe."""
    found = metrics.detection(PAIRS, positive="unsafe", negative="safe")
    assert found == pytest.approx({"f1": 2 / 3, "recall": 2 / 3, "specificity": 4 / 5, "accuracy": 6 / 8})


def test_the_counts_are_those_of_the_shares() -> None:
    """Each with its total."""
    counts = metrics.detection_counts(PAIRS, positive="unsafe", negative="safe")
    assert {name: (one.count, one.of) for name, one in counts.items()} == {
        "recall": (2, 3),
        "specificity": (4, 5),
        "accuracy": (6, 8),
        "precision": (2, 3),
    }


def test_macro_f1_counts_every_label_alike() -> None:
    """A has recall and precision 1/2, B recall 1 and precision 1/2, and of C none is found."""
    pairs = [("A", "A"), ("A", "B"), ("B", "B"), ("C", "A")]
    a, b, c = 2 * (1 / 2) * (1 / 2) / 1, 2 * 1 * (1 / 2) / (3 / 2), 0.0
    assert metrics.macro_f1(pairs, ("A", "B", "C")) == pytest.approx((a + b + c) / 3)


def test_nothing_at_all_is_zero() -> None:
    """No division fails where nothing was expected and nothing said."""
    assert metrics.f1([], "unsafe") == 0.0
    assert metrics.right([]).rate == 0.0
    assert metrics.recalled(PAIRS, "never").of == 0
