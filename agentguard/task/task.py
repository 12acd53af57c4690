"""The task: what the user asked for, and its answer about one effect."""

import threading
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any, Final

from agentguard.authority import Authority, Mismatch, Origin, Standing
from agentguard.provenance import Provenance
from agentguard.task.authorising import authority_of
from agentguard.task.consent import consent_of, recorded_consent
from agentguard.task.grants import Consent, Grant, Prohibition
from agentguard.task.inquiry import Inquiry
from agentguard.task.matter import Matter
from agentguard.task.reading import Reading, read
from agentguard.task.rejections import Rejections
from agentguard.task.scope import allowed_hosts
from worldmodel.action import Action
from worldmodel.effect import Effect
from worldmodel.snapshot import Snapshot

Approval = str | Mapping[str, Any] | Consent

MAX_GRANTS: Final = 200
"""Grants and prohibitions given in code that one task holds."""


class Task:
    """What the user asked for, and thereby granted. Build it with `Task.of`.

    Only the user's own words, grants in code, set-up and consent count. Text from pages, tools and files,
    and what the agent says about itself, never widens a task. Deterministic and safe under threads.
    """

    def __init__(
        self,
        request: str,
        reading: Reading,
        grants: tuple[Grant, ...],
        prohibitions: tuple[Prohibition, ...],
        hosts: tuple[str, ...],
        consents: tuple[Consent, ...],
        set_up: tuple[str, ...] = (),
    ) -> None:
        self.request = request
        self.reading = reading
        self.grants = grants
        self.prohibitions = prohibitions
        self.hosts = hosts
        self.consents = consents
        self.set_up = set_up
        self._rejections = Rejections(threading.Lock())

    @classmethod
    def of(
        cls,
        request: str = "",
        *,
        grants: Iterable[Grant] = (),
        prohibitions: Iterable[Prohibition] = (),
        hosts: Iterable[str] = (),
        approvals: Iterable[Approval] = (),
        set_up: Iterable[str] = (),
    ) -> "Task":
        """Read a request, in the user's own words and in any language of the lexicon.

        Args:
            request: what the user asked; empty where only code grants.
            grants: further grants, given in code.
            prohibitions: further prohibitions, given in code.
            hosts: hosts that may not be left; subdomains count as inside. Empty: no limit.
            approvals: what the user agreed to or refused: a sentence, facts, or a `Consent`.
            set_up: texts of the project's configuration; lists of allowed hosts in them limit the task.

        Raises:
            ValueError: more than `MAX_GRANTS` grants.
        """
        reading = read(request)
        given, banned = tuple(grants), tuple(prohibitions)
        if len(given) > MAX_GRANTS or len(banned) > MAX_GRANTS:
            raise ValueError(f"a task holds at most {MAX_GRANTS} grants and prohibitions")
        rules = tuple(set_up)
        limits = (*hosts, *(host for text in rules for host in allowed_hosts(text)))
        found = (consent_of(approval) for approval in (*approvals, *reading.approved))
        return cls(
            request,
            reading,
            (*reading.grants, *given),
            (*reading.prohibitions, *banned),
            tuple(dict.fromkeys(limits)),
            tuple(consent for consent in found if consent is not None),
            rules,
        )

    def authorise(
        self, effect: Effect, action: Action, snapshot: Snapshot, provenance: Provenance | None = None
    ) -> Authority:
        """Say how `effect`, caused by `action` on `snapshot`, stands to what the user asked.

        The texts that the snapshot carries are recorded in `provenance` first, each as what it is.
        """
        known = provenance if provenance is not None else Provenance()
        known.take(snapshot)
        matter = Matter.of(effect, action, snapshot)
        passages = snapshot.passages
        consents = (
            *self.consents,
            *(c for p in passages if p.origin == "user" and (c := recorded_consent(p)) is not None),
        )
        rejected = self._rejections.about(matter, consents)
        if rejected is not None:
            return Authority(
                standing=Standing.PROHIBITED,
                origin=Origin.USER,
                mismatches=(Mismatch.REJECTED,),
                span=rejected.about or None,
                reasons=("the user refused this very action",),
            )
        bans = [
            ban for p in passages if p.origin in ("user", "setup") for ban in read(p.text[:2000]).prohibitions
        ]
        limits = (*self.hosts, *(h for p in passages if p.origin == "setup" for h in allowed_hosts(p.text)))
        return authority_of(
            Inquiry(
                matter,
                known,
                self.request,
                self.reading,
                self.grants,
                (*self.prohibitions, *bans),
                limits,
                consents,
                (*self.set_up, *(p.text for p in passages if p.origin == "setup")),
            )
        )

    @cached_property
    def verbs(self) -> frozenset[str]:
        """Every verb that some grant asks for outright."""
        return frozenset(verb for grant in self.grants for verb in grant.verbs)
