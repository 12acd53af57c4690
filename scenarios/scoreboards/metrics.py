"""The arithmetic of the scoreboards: shares, recall, precision and F1 over pairs of expected and said."""

from collections.abc import Iterable, Sequence

from scenarios.scoreboards.board import Count

Pair = tuple[str, str]
"""What is true of a record, and what was said of it."""


def right(pairs: Iterable[Pair]) -> Count:
    """How many were told right."""
    pairs = list(pairs)
    return Count(count=sum(expected == said for expected, said in pairs), of=len(pairs))


def recalled(pairs: Iterable[Pair], label: str) -> Count:
    """How many of those that are `label` were told so."""
    found = [said == label for expected, said in pairs if expected == label]
    return Count(count=sum(found), of=len(found))


def precise(pairs: Iterable[Pair], label: str) -> Count:
    """How many of those told to be `label` are so."""
    found = [expected == label for expected, said in pairs if said == label]
    return Count(count=sum(found), of=len(found))


def f1(pairs: Sequence[Pair], label: str) -> float:
    """The harmonic mean of recall and precision for `label`; 0 where both are."""
    recall, precision = recalled(pairs, label).rate, precise(pairs, label).rate
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def macro_f1(pairs: Sequence[Pair], labels: Sequence[str]) -> float:
    """The plain mean of F1 over `labels`."""
    return sum(f1(pairs, label) for label in labels) / len(labels)


def detection(pairs: Sequence[Pair], *, positive: str, negative: str) -> dict[str, float]:
    """F1 and recall of `positive`, recall of `negative` (specificity), and accuracy."""
    return {
        "f1": f1(pairs, positive),
        "recall": recalled(pairs, positive).rate,
        "specificity": recalled(pairs, negative).rate,
        "accuracy": right(pairs).rate,
    }


def detection_counts(pairs: Sequence[Pair], *, positive: str, negative: str) -> dict[str, Count]:
    """The counts behind those of `detection` that are shares."""
    return {
        "recall": recalled(pairs, positive),
        "specificity": recalled(pairs, negative),
        "accuracy": right(pairs),
        "precision": precise(pairs, positive),
    }
