"""Code inside content: text that passes for a note and runs when somebody next starts the program."""

import re

_FETCH_AND_RUN = re.compile(
    r"(curl|wget|iwr|invoke-webrequest|fetch)\b[^\n;|]{0,300}\|\s*(sudo\s+)?(ba|z|da|k)?sh\b"
    r"|(curl|wget)\b[^\n|]{0,300}\|\s*(sudo\s+)?(python3?|perl|ruby|node)\b"
    r"|\b(ba|z)?sh\s+(-c\s+)?[\"'$<(\s]*(curl|wget)\b"
    r"|\b(iex|invoke-expression)\b[^\n]{0,200}(downloadstring|iwr|invoke-webrequest|net\.webclient)"
    r"|\b(exec|eval)\s*\([^\n]{0,200}(requests\.|httpx\.|urllib|urlopen|compile\(|base64|b64decode|__import__"
    r"|atob\(|fetch\(|fromhex)"
    r"|base64\s+(-d|--decode|-D)\b[^\n]{0,80}\|\s*(ba|z)?sh\b"
    r"|\bmshta\b|\bcertutil\b[^\n]{0,60}-urlcache|\bbitsadmin\b[^\n]{0,60}/transfer",
    re.IGNORECASE,
)
_DESTROYS = re.compile(
    r"\brm\s+-[a-z]*[rf][a-z]*\s+(-\w+\s+)*[\"']?(/|~|\$HOME|\*|\.\.)"
    r"|shutil\.rmtree\(\s*[\"']?(/|~|os\.path\.expanduser|Path\.home|os\.environ)"
    r"|\b(drop\s+(table|database|schema)|truncate\s+table)\b"
    r"|\bmkfs\.|\bdd\s+if=[^\n]{0,80}of=/dev/|remove-item\b[^\n]{0,80}-recurse|format\s+c:"
    r"|:\(\)\s*\{\s*:\|:&\s*\};:",
    re.IGNORECASE,
)
_OPENS_DOOR = re.compile(
    r"/dev/tcp/\d|\bnc\b[^\n]{0,40}\s-e\s|socket\.socket\([^\n]{0,400}(dup2|subprocess|pty\.spawn)"
    r"|authorized_keys|"
    r"\bcrontab\b|pickle\.loads\(\s*(requests|urllib|base64)",
    re.IGNORECASE | re.DOTALL,
)
_SENDS_SECRETS = re.compile(
    r"(requests\.post|urlopen|fetch|axios|http\.client|curl|xmlhttprequest)[^\n]{0,200}"
    r"(os\.environ|process\.env|\.ssh|id_rsa|\.aws|document\.cookie|/etc/passwd|secrets?\.)"
    r"|(os\.environ|process\.env|id_rsa|document\.cookie)[^\n]{0,200}(requests\.post|urlopen|fetch\("
    r"|axios|curl\s)",
    re.IGNORECASE,
)
_KINDS = (
    (_FETCH_AND_RUN, "execute", "fetches code and runs it"),
    (_DESTROYS, "delete", "deletes widely when it runs"),
    (_OPENS_DOOR, "persist", "opens a way in that stays"),
    (_SENDS_SECRETS, "disclose", "sends secrets away when it runs"),
)
_HINTS = {
    "execute": "curl wget iex invoke- exec eval base64 mshta certutil bitsadmin iwr fetch".split(),
    "delete": ["rm ", "rmtree", "drop", "truncate", "mkfs", "dd ", "remove-item", "format", ":("],
    "persist": ["/dev/tcp", "nc ", "socket.socket", "authorized_keys", "crontab", "pickle.loads"],
    "disclose": "environ process.env .ssh id_rsa .aws document.cookie /etc/passwd secret".split(),
}
"""Texts without which a pattern can't match: looking for them is far cheaper than the pattern."""
_PROSE = re.compile(r"\.(md|markdown|txt|rst|adoc|csv|log|html?)$", re.IGNORECASE)


def code_in(text: str, path: str = "") -> tuple[str, str, str] | None:
    """Return (verb, what it does, the piece) for code in `text` that would harm when it runs, else None.

    In a file of prose (`.md`, `.txt`) such text is an example to read, not code to run.
    """
    if (path and _PROSE.search(path)) or len(text) < 8:
        return None
    low = text.lower()
    for pattern, verb, what in _KINDS:
        if any(hint in low for hint in _HINTS[verb]) and (match := pattern.search(text)):
            return verb, what, match.group()[:120]
    return None
