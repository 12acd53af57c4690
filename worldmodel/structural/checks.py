"""Files that guard something: the agent's own guard, tests and gates, logs, and what starts by itself."""

import re

_GUARD = re.compile(
    r"(^|/)(\.claude/(settings[^/]*\.json|hooks/|commands/|agents/)|\.cursor/(mcp\.json|hooks)"
    r"|\.codex/config|\.gemini/settings|"
    r"agentguard[^/]*\.(toml|ya?ml|json|db)$|\.agentguard/|[^/]*\.cedar$|\.?mcp\.json$|\.aider\.conf|"
    r"(agent|guard|guardrail)s?[-_]?(policy|rules|permissions|hooks?|settings|config)?\.(toml|ya?ml"
    r"|json)$|guardrails?/)",
    re.IGNORECASE,
)
_ORDERS = re.compile(
    r"(^|/)(CLAUDE|AGENTS|GEMINI|SOUL|MEMORY|SKILL)\.md$|(^|/)\.(cursorrules|windsurfrules|clinerules"
    r"|cursor/rules/)|"
    r"copilot-instructions\.md$|system_?prompt[^/]*$",
    re.IGNORECASE,
)
_STARTS = re.compile(
    r"(^|/)\.(bashrc|bash_profile|profile|zshrc|zprofile|zshenv|xinitrc|config/autostart/"
    r"|config/fish/config\.fish|config/systemd/|"
    r"vscode/tasks\.json|envrc)|(^|/)etc/(cron|systemd|init\.d|rc\.local|profile)|crontab"
    r"|\.git/hooks/|LaunchAgents|LaunchDaemons|"
    r"(site|user)customize\.py$|\.pth$|Startup[/\\]|authorized_keys",
    re.IGNORECASE,
)
_LOGS = re.compile(
    r"(^|/)var/log/|\.log$|_history$|(^|/)(audit|ledger)[^/]*\.(db|sqlite3?|jsonl?|csv|log)$|wtmp|\.evtx$",
    re.IGNORECASE,
)
_CHECKS = re.compile(
    r"(^|/)(\.github/workflows/|\.gitlab-ci|\.circleci/|Jenkinsfile|azure-pipelines|Makefile|justfile"
    r"|tox\.ini|noxfile|pytest\.ini|"
    r"setup\.cfg|pyproject\.toml|package\.json|conftest\.py|\.pre-commit-config|\.eslintrc"
    r"|eslint\.config|jest\.config|vitest\.config|"
    r"karma\.conf|phpunit|\.rubocop|\.golangci|mypy\.ini|\.?ruff\.toml|\.flake8|\.coveragerc|codecov"
    r"|sonar|CODEOWNERS|"
    r"\.semgrep|\.snyk|\.trivyignore|Taskfile|build\.gradle|pom\.xml|Cargo\.toml|\.husky/)",
    re.IGNORECASE,
)
_TEST_FILE = re.compile(
    r"(^|/)(tests?|spec|__tests__|e2e)/|(^|/)(test_[^/]*|[^/]*_test)\.\w+$|\.(test|spec)\.[jt]sx?$"
    r"|Tests?\.(java|cs|kt)$"
)
_RUNNER = re.compile(
    r"\b(py\.?test|tox|nox|unittest|jest|vitest|mocha|karma|ava|cypress run|playwright test|go test"
    r"|cargo test|"
    r"(npm|yarn|pnpm)( run)? test|rspec|phpunit|gradlew? test|mvn\s+(test|verify)|dotnet test|ctest"
    r"|mypy|ruff|eslint|flake8|bandit|semgrep)\b"
    r"([^\n;&|]*)",
    re.IGNORECASE,
)
_SKIPS = re.compile(
    r"pytest\.skip|mark\.(skip|xfail)|unittest\.skip|@skip|@Ignore\b|@Disabled\b|\b(it|test"
    r"|describe)\.(skip|todo)\b|\bx(it|describe|test)\("
    r"|collect_ignore|--deselect|--ignore[= ]|-k\s+[\"']?not\b|-m\s+[\"']?not\b|t\.Skip\(|#\[ignore\]"
    r"|\|\|\s*(true|:|exit 0)|continue-on-error:\s*true|set \+e\b|--exit-zero|--no-verify"
    r"|allow_failure:\s*true|--passWithNoTests"
    r"|\beslint-disable\b|#\s*noqa\b|type:\s*ignore|@ts-(ignore|nocheck)|nosec\b|--no-fail"
    r"|--force-exit|if:\s*false"
    r"|\bassert\s+True\b|expect\(true\)\.to(Be|Equal)\(true\)|pragma:\s*no cover"
    r"|fail[_-]?under\s*[=:]\s*0\b|skipTests|-DskipTests",
    re.IGNORECASE,
)
_ASSERTS = re.compile(
    r"\bassert\w*\b|\bexpect\s*\(|\bshould\.|\.to(Be|Equal|Throw|Match)\w*\(", re.IGNORECASE
)
_LEVEL = re.compile(
    r"(fail[_-]?under|threshold|min(imum)?[_-]?coverage|branches|lines|statements"
    r"|functions)\s*[\"']?\s*[=:]\s*(\d+)",
    re.IGNORECASE,
)
_OFF = re.compile(
    r"\b(enabled|strict|required|enforce|verify|protect\w*)\b[\"']?\s*[=:]\s*[\"']?(false|off|no|0"
    r"|disabled)\b",
    re.IGNORECASE,
)


def touches_guard(path: str) -> bool:
    """Whether `path` belongs to the agent's guard: its settings, hooks, policy, permissions."""
    return bool(_GUARD.search(path.replace("\\", "/")))


def gives_orders(path: str) -> bool:
    """Whether `path` holds standing instructions that agents obey in later sessions."""
    return bool(_ORDERS.search(path.replace("\\", "/")))


def starts_by_itself(path: str) -> bool:
    """Whether what stands in `path` runs at a later login, boot, commit or import."""
    return bool(_STARTS.search(path.replace("\\", "/")))


def is_log(path: str) -> bool:
    """Whether `path` is a log, a history or an audit trail."""
    return bool(_LOGS.search(path.replace("\\", "/")))


def weakened_check(path: str, old: str, new: str) -> str | None:
    """Tell how a change makes a test or gate check less, or None where it doesn't.

    Args:
        path: the file that changes.
        old: the text that is replaced; empty where the whole file is written.
        new: the text that stands there afterwards.
    """
    path = path.replace("\\", "/")
    config, test = bool(_CHECKS.search(path)), bool(_TEST_FILE.search(path))
    if not (config or test):
        return None
    if (found := _added(_SKIPS, old, new)) is not None:
        return f"adds {found!r}"
    if config:
        return _config_weakened(old, new)
    if len(_ASSERTS.findall(new)) < len(_ASSERTS.findall(old)):
        return "removes assertions"
    return None


def _config_weakened(old: str, new: str) -> str | None:
    if (found := _added(_OFF, old, new)) is not None:
        return f"sets {found!r}"
    before = {match.group(1).lower(): match.group(0).strip() for match in _RUNNER.finditer(old)}
    after = {match.group(1).lower(): match.group(0).strip() for match in _RUNNER.finditer(new)}
    for runner, command in before.items():
        if runner not in after:
            return f"no longer runs {runner}"
        if _narrower(command, after[runner]):
            return f"runs only {after[runner]!r}"
    lowered = _levels(new)
    for key, level in _levels(old).items():
        if lowered.get(key, level) < level:
            return f"lowers {key}"
    return None


def _narrower(old: str, new: str) -> bool:
    """Whether the new command has further arguments that choose among the tests."""
    extra = [word for word in new.split() if word not in old.split()]
    return any(
        "/" in word or "::" in word or word.startswith(("-k", "-m", "--grep", "-t", "-run")) or "test" in word
        for word in extra
    )


def _levels(text: str) -> dict[str, int]:
    return {match.group(1).lower(): int(match.group(3)) for match in _LEVEL.finditer(text)}


def _added(pattern: re.Pattern[str], old: str, new: str) -> str | None:
    known = {match.group().lower() for match in pattern.finditer(old)}
    return next((m.group().strip() for m in pattern.finditer(new) if m.group().lower() not in known), None)
