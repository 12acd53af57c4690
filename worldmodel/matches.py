"""What a search for verbs gives back."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class VerbMatch:
    """A verb named by `text[start:end]` of the searched text.

    `inert` is true where the words only name, show or explain the act ("Delete filter", "Order history",
    "How to cancel"). `language` is the ISO 639-1 code of the lexicon that knew the phrase.
    """

    verb: str
    start: int
    end: int
    text: str
    language: str
    inert: bool = False
