"""The floor that learns."""

from scenarios.scoreboards.tfidf import trained_labels

TRAIN = [
    ("pay the bill now", "HIGH"),
    ("pay with a card", "HIGH"),
    ("open the menu", "SAFE"),
    ("open the next page", "SAFE"),
    ("add to the wish list", "LOW"),
    ("add to favourites", "LOW"),
]


def test_it_labels_by_what_it_was_trained_on() -> None:
    """Texts it has not seen, by the words that they share with those it has."""
    assert trained_labels(TRAIN, ["pay it", "open it", "add it"]) == ["HIGH", "SAFE", "LOW"]


def test_the_same_training_says_the_same() -> None:
    """Nothing in it is random."""
    texts = ["pay or open", "add and pay", "something else"]
    assert trained_labels(TRAIN, texts) == trained_labels(TRAIN, texts)
