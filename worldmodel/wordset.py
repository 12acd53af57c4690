"""A set of words written as one text: how the tables of this package are spelled."""


def words(text: str) -> frozenset[str]:
    """Return the words of `text`, split at white space."""
    return frozenset(text.split())
