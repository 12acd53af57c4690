"""Worded: the user gave the very words that go out, and said what they are: 'close it with the answer "No."'.

The verb of such a request tells what is done to the thing; that something is said as well its words tell.
"""

import re
from collections.abc import Iterator
from typing import Final

from agentguard.task.grants import Grant
from agentguard.task.inquiry import Inquiry
from agentguard.task.recipients import holds_whole
from worldmodel.folding import fold

_GIVEN: Final = re.compile(
    r"\b(?:answer|reply|response|comment|message|remark|antwort|kommentar|nachricht|anmerkung|réponse|commentaire|message"
    r"|respuesta|comentario|mensaje|risposta|commento|messaggio|resposta|comentário|mensagem|antwoord|reactie|bericht)"
    r"\W{1,4}[\"“„«]([^\"”“»]{2,2000})[\"”“»]",
    re.IGNORECASE,
)
"""Something that is said, in quotes behind its own name."""
_SAYS: Final = frozenset({"send", "publish"})


def worded(inquiry: Inquiry) -> Grant | None:
    """Return the grant of saying what the user gave word for word along with another deed, or None.

    Whoever the page addresses has to stand in the request as well.
    """
    matter = inquiry.matter
    if matter.effect.verb not in _SAYS or not matter.sent or inquiry.reading.looks:
        return None
    request = fold(inquiry.request).text
    if not all(holds_whole(request, one) for one in matter.recipients):
        return None
    for said, grant in _given(inquiry):
        if fold(said).text.strip() == fold(matter.sent).text.strip():
            more = {"verbs": (matter.effect.verb,), "also": (), "steps": (), "content": said}
            return grant.model_copy(update=more)
    return None


def _given(inquiry: Inquiry) -> Iterator[tuple[str, Grant]]:
    """Yield each text that was given, with the ask in whose words it stands."""
    for match in _GIVEN.finditer(inquiry.request):
        for grant in inquiry.grants:
            start, end = grant.span or (0, 0)
            if start <= match.start() and match.end() <= end:
                yield match.group(1), grant
