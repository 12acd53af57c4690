"""Orders: the parts of a foreign text that speak to the agent itself.

A bill, a mail or a to-do list speaks to the user. What addresses an assistant, or tells it to forget what it
was told, was written for the agent, and nothing in it is what the user meant by pointing at the text.
"""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from worldmodel.folding import fold

_AGENT: Final = (
    r"(?:a\.?i\.?|llms?|gpt|chatgpt|chatbots?|(?:large |ai )?(?:language )?models?|(?:ai |virtual |digital )?"
    r"(?:assistants?|agents?)|bots?|ki(?:-(?:agent|assistent|modell)\w*)?|ia|assistent(?:en|in)?|agenten"
    r"|asistente|agente|inteligencia artificial|modelo de lenguaje|modele de langage|assistente)"
)
_START: Final = r"(?:^|[.!?;:>\]\n(]|\bhey|\bhi|\bhello|\bdear|\bplease)[\s*_#\"'-]{0,6}"
_MARKED: Final = (
    r"<\s{0,3}(important|information|system|instructions?|admin|assistant|agent|note to[^<>]{0,40})"
    r"\b[^<>]{0,80}>"
)
_NAMED: Final = (
    rf"{_START}(?:any |all |an |the |you |dear )?{_AGENT}\s{{0,3}}[,:!—–]",
    r"\b(?:dear|hey|hello|hi|attention|attn|liebe[rs]?|hallo|querid[oa]|cher|caro)\s+"
    rf"(?:\w{{1,20}}\s+)?{_AGENT}\b",
    r"\b(?:note|message|instructions?|order|reminder|word|hinweis|nachricht|anweisung\w*|mensaje|nota"
    rf"|instruc\w+|consigne)s?\s+(?:to|for|an|für|para|a|pour)\s+(?:\w{{1,20}}\s+){{0,2}}?{_AGENT}\b",
    r"\b(?:an|to|for|für|para|pour)\s+(?:die|den|das|alle|the|any|every|la|el|l')"
    rf"\s{{0,3}}{_AGENT}\s{{0,3}}[:,(]",
    rf"\b{_AGENT}\s+(?:must|should|shall|has to|have to|are to|is to|need to|needs to|muss|müssen|soll\w*"
    r"|debe\w*|doit|doivent)\b",
    rf"\b(?:as|you are|you're|act as|du bist|eres)\s+(?:now\s+)?(?:an?|the|ein\w*|una?)\s+{_AGENT}\b",
)
"""Ways to address the agent by what it is."""
_TOLD: Final = (
    r"\b(?:ignore|disregard|forget|override|ignorier\w*|vergiss|ignora|olvida|ignorez|oublie\w*)\b[^.\n]{0,50}"
    r"\b(?:instructions?|prompts?|rules?|orders?|guidelines|told|anweisung\w*|regeln|instrucciones|reglas"
    r"|consignes|istruzioni)\b",
    r"\b(?:original|actual|main|current)\s+task\b",
    r"\bbefore\s+(?:you\s+)?(?:can\s+)?(?:solv|complet|finish|answer)\w*\b"
    r"[^.\n]{0,30}\b(?:task|request|question|query)",
    r"\[\s{0,3}(?:system|inst|assistant|admin)\b[^\]]{0,40}\]",
    r"^[^\S\n]{0,12}(?:system|assistant)[^\S\n]{0,3}:",
    r"<<\s{0,3}sys\s{0,3}>>|<\|im_",
    r"\bthis is an important message from\b|\bnew instructions?\s{0,3}:",
)
"""Ways to speak of what the agent was told, or to pose as who tells it."""
_ORDER: Final = re.compile("|".join((_MARKED, *_NAMED, *_TOLD)), re.MULTILINE)
_HINT: Final = re.compile(
    rf"\b{_AGENT}\b|<\s{{0,3}}[a-z]|\[\s{{0,3}}[a-z]|<[<|]"
    r"|\b(?:ignor|disregard|forget|overrid|vergiss|olvida|oublie|task|before|system|important|instruction)"
)
"""Without any of these there is no order; most texts have none."""
_BREAK: Final = re.compile(r"[.!?;:]\s+|\n")


class Parts(NamedTuple):
    """A text, taken apart: what speaks to anybody, and what speaks to the agent."""

    plain: str
    orders: str


@lru_cache(maxsize=128)
def taken_apart(text: str) -> Parts:
    """Return the part of a text without orders, and its orders.

    An order between marks ends with its closing mark, any other one only with the text.
    """
    folded = fold(text).text
    if len(folded) != len(text):
        folded = text.lower()
    if _HINT.search(folded) is None:
        return Parts(text, "")
    plain: list[str] = []
    orders: list[str] = []
    at = 0
    while match := _ORDER.search(folded, at):
        start = match.start() if match.group(1) else _sentence_start(folded, match.start(), at)
        end = _end_of(folded, match)
        plain.append(text[at:start])
        orders.append(text[start:end])
        at = end
    return Parts("".join((*plain, text[at:])), "\n".join(orders))


def _sentence_start(folded: str, at: int, lowest: int) -> int:
    """Return where the sentence that begins or is going on at `at` begins."""
    if folded[at] in ".!?;:>\n(":
        return at + 1
    breaks = [match.end() for match in _BREAK.finditer(folded, lowest, at)]
    return breaks[-1] if breaks else lowest


def _end_of(folded: str, match: re.Match[str]) -> int:
    marked = match.group(1)
    if not marked:
        return len(folded)
    closing = re.compile(rf"<\s*/\s*{re.escape(marked.split()[0])}\b[^<>]*>").search(folded, match.end())
    return closing.end() if closing is not None else len(folded)
