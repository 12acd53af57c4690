"""A floor that learns: TF-IDF of words and character runs with logistic regression.

Trained in the run, on the set's own training split, and thrown away: nothing of it is kept or shipped.
"""

from collections.abc import Sequence

from agentguard.errors import MissingExtraError


def trained_labels(train: Sequence[tuple[str, str]], texts: Sequence[str]) -> list[str]:
    """Label `texts` by what was learned from `train`, pairs of text and label. Deterministic.

    Raises:
        MissingExtraError: scikit-learn is not installed.
    """
    try:
        from sklearn.feature_extraction.text import TfidfVectorizer  # type: ignore[import-untyped]  # has no types
        from sklearn.linear_model import LogisticRegression  # type: ignore[import-untyped]  # has no types
        from sklearn.pipeline import make_pipeline, make_union  # type: ignore[import-untyped]  # has no types
    except ModuleNotFoundError as error:
        raise MissingExtraError("the TF-IDF floor", "bench") from error

    words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    runs = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True)
    classifier = LogisticRegression(max_iter=2000, C=4.0, class_weight="balanced", random_state=0)
    model = make_pipeline(make_union(words, runs), classifier)
    model.fit([text for text, _ in train], [label for _, label in train])
    return [str(label) for label in model.predict(list(texts))]
