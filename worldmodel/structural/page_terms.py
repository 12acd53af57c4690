"""The phrases of pages: things and circumstances that a label, a question or a page's text tells of."""

from functools import cache, lru_cache
from pathlib import Path

from worldmodel.terms import Found, Terms, flatten, fold, parsed, read_yaml

__all__ = ["Found", "Terms", "flatten", "fold", "is_whole", "parsed", "read_yaml", "tells", "terms"]

TERMS_PATH = Path(__file__).with_name("page_terms.yaml")
MORE_PATHS = (
    ("", "page_views.yaml"),
    ("", "page_told.yaml"),
    ("", "page_labels.yaml"),
    ("saved.", "page_saved.yaml"),
    ("box.", "page_boxes.yaml"),
)
"""Further files of phrases, with what their names are led by."""


@cache
def _all_terms() -> dict[str, Terms]:
    return {
        lead + name: parsed(lead + name, text)
        for lead, path in (
            ("", TERMS_PATH),
            *((lead, TERMS_PATH.with_name(file)) for lead, file in MORE_PATHS),
        )
        for name, text in read_yaml(path).items()
    }


def terms(name: str) -> Terms:
    """Return one class of phrases.

    Raises:
        KeyError: the file has no such class.
    """
    return _all_terms()[name]


@lru_cache(maxsize=4096)
def tells(name: str, text: str) -> Found | None:
    """Return the longest phrase of class `name` in `text`, or None; remembered, since pages stay the same."""
    return terms(name).find(text) if text else None


@lru_cache(maxsize=4096)
def is_whole(name: str, text: str) -> bool:
    """Whether `text` as a whole is a phrase of class `name`."""
    return terms(name).is_whole(text)
