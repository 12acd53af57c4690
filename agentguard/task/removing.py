"""Removing: a backup or the entries of a log that go lessen a protection or a record; who named them asked.

On the wire, in a tool's name and on a page such a removal is told as what it does: it weakens, or conceals.
"""

from typing import Final

from agentguard.task.comparing import object_agreement
from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from worldmodel.folding import fold
from worldmodel.structural.page_terms import tells

_KEPT: Final = ("backup", "history")
"""Things that lie one beside another, so that some of them can go; a protection is either on or off."""


def removes_named(grant: Grant, matter: Matter) -> bool:
    """Whether what lessens a protection or a record is the very removal that was asked for, by its name.

    Who says the kind of thing and the thing itself ("the backup of May", "the audit log's entries of 2023")
    asked for just that; a wish to tidy up, or another thing behind the same button, does not. What an address
    shortens ("/audit/purge") is named in full by the page that sends it.
    """
    effect = matter.effect
    if effect.verb not in ("weaken", "conceal") or "delete" not in grant.verbs or grant.tied or grant.vague:
        return False
    if matter.snapshot.element is not None and matter.snapshot.element.checked is not None:
        return False  # a switch turns all backups off, and removes none
    here = f"{effect.object} {matter.snapshot.heading} {matter.snapshot.title}"
    named = [told.text for kind in _KEPT if (told := tells(kind, grant.object)) and tells(kind, here)]
    shortened = any(word in fold(effect.object).text.split() for text in named for word in text.split())
    return bool(named) and (shortened or object_agreement(grant.object, matter) == "yes")
