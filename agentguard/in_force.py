"""The policy in force: one fixed policy, or a watched folder whose changes go into the ledger."""

import threading

from agentguard.errors import ConfigurationError
from agentguard.ledger import Ledger
from agentguard.policy import Policy, PolicyWatcher


class InForce:
    """Gives the policy for the next decision. Shared by all sessions of a firewall.

    A change of a watched folder, and an edit that can't be used, are each recorded once, as a `policy`
    entry; after an edit that can't be used the last good policy stays.

    Args:
        source: the policy, or what watches its folder.
        ledger: where changes are recorded.
    """

    def __init__(self, source: Policy | PolicyWatcher, ledger: Ledger) -> None:
        self._ledger = ledger
        self._lock = threading.Lock()
        self._watcher = source if isinstance(source, PolicyWatcher) else None
        self._policy = source.policy if isinstance(source, PolicyWatcher) else source
        self._error: ConfigurationError | None = None

    @property
    def policy(self) -> Policy:
        """The policy to decide by now.

        Raises:
            LedgerError: the policy has changed and that can't be recorded; nothing may run.
        """
        watcher = self._watcher
        if watcher is None:
            return self._policy
        policy, error = watcher.policy, watcher.last_error
        if policy is not self._policy or error is not self._error:
            self._take_up(policy, error)
        return policy

    def _take_up(self, policy: Policy, error: ConfigurationError | None) -> None:
        with self._lock:
            if error is not None and error is not self._error:
                self._ledger.append("policy", {"not_reloaded": str(error), "in_force": policy.version})
            if policy is not self._policy:
                entry = {"in_force": policy.version, "was": self._policy.version}
                self._ledger.append("policy", entry)
            self._policy, self._error = policy, error
