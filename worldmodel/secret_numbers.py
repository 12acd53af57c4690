"""Numbers that are secrets: payment cards, bank accounts, one-time codes.

A checksum alone takes one number in ten for a card and one in ninety-seven for an account, so length,
issuer, grouping and the words before it count as well: order numbers stay readable.
"""

import re
from collections.abc import Iterator

from worldmodel.secret_names import SecretKind, words_of

_CARD = re.compile(r"(?<![\w.])(?<!\d[ \-])\d(?:[ \-]?\d){13,18}(?![\w]|[.]\d|[ \-]\d)")
_GROUPED = re.compile(r"\d{4}([ \-])\d{4}\1\d{4}\1\d{4}(?:\1\d{1,3})?|\d{4}([ \-])\d{6}\2\d{4,5}")
_ISSUERS = re.compile(
    r"4\d{15}(?:\d{3})?|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}"
    r"|3[47]\d{13}|3(?:0[0-5]|[689]\d)\d{11}|35\d{14}|6\d{15,18}"
)
"""Issuer ranges and lengths of ISO/IEC 7812 numbers in use."""
_NO_CARD = re.compile(
    r"(?i)(?:order|invoice|tracking|shipment|parcel|reference|ref|ticket|booking|article|item|sku|ean|isbn|imei"
    r"|bestell\w*|rechnung\w*|sendung\w*|pedido|commande|factur\w*|ordine)\W{0,3}(?:no|nr|number|nummer|id|n°|#|code)?"
    r"\W{0,4}$"
)
_IBAN = re.compile(
    r"(?<![A-Za-z0-9])(?!RF)[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,3})?(?![A-Za-z0-9])"
)
_CODE = re.compile(
    r"(?i)(?<!\w)(?:(?P<kind>[^\W\d]{1,20})[ \-])?"
    r"(?:codes?|otp|passcode|kode|código|codigo|codice|kod|код|tan|pin|einmalpasswort"
    r"|one-time password)(?!\w)"
    r"[^\d\n]{0,30}?(?<![\w.,:/\-])(?P<code>(?:[A-Z]-)?\d{4,8}|\d{3}[ \-]\d{3})(?![\w]|[.,/:\-]\d)"
)
_CODE_CJK = re.compile(
    r"(?:验证码|驗證碼|校验码|認証コード|確認コード|인증번호|인증 코드)[^\d\n]{0,12}(\d{4,8})(?!\d)"
)
_CODE_FIRST = re.compile(
    r"(?i)(?<![\w.,/\-])(?P<code>(?:[A-Z]-)?\d{4,8}|\d{3}[ \-]\d{3}) (?:is|ist|es|est|è|é) "
    r"(?:your|the|dein|ihr|der|tu|su|el|votre|le|il|o|seu)\b[^.\n\d]{0,40}?(?:code|otp|passcode|pin|código|codice|kode)\b"
)
_SECRET_CODES = words_of(
    """verification security authentication auth login signin in access confirmation one-time time sms email
    2fa mfa totp your the this otp following passcode pin sicherheits bestätigungs verifizierungs
    sécurité vérification verificación seguridad verifica sicurezza
    bevestigings de seu su votre ihr ihren dein"""
)
_OWN_WORD = re.compile(r"(?i)otp|passcode|tan\b|einmalpasswort|one-time")


CODE_PIECES = (
    "cod",
    "cód",
    "kod",
    "otp",
    "tan",
    "pin",
    "passw",
    "one-time",
    "код",
    "码",
    "碼",
    "コード",
    "인증",
)
"""Pieces (lower case) of which a text has to hold one for `find_codes` to find anything."""


def find_cards_and_accounts(text: str) -> Iterator[tuple[int, int, SecretKind]]:
    """Yield `(start, end, kind)` of every card number and IBAN in `text`."""
    for match in _CARD.finditer(text):
        if _is_card(text, match):
            yield (*match.span(), SecretKind.CARD)
    for match in _IBAN.finditer(text):
        end = _iban_end(match[0])
        if end:
            yield (match.start(), match.start() + end, SecretKind.IBAN)


def _is_card(text: str, match: re.Match[str]) -> bool:
    digits = re.sub(r"\D", "", match[0])
    if not _ISSUERS.fullmatch(digits) or not luhn(digits):
        return False
    if digits != match[0]:
        return _GROUPED.fullmatch(match[0]) is not None
    return not _NO_CARD.search(text[max(0, match.start() - 40) : match.start()])


def luhn(digits: str) -> bool:
    """Whether the last digit is the check digit of ISO/IEC 7812-1, annex B."""
    total = 0
    for index, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if index % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0 and any(d != "0" for d in digits)


def _iban_end(text: str) -> int:
    """Length of the longest prefix, cut at a space, that passes ISO 13616's check (mod 97 = 1), else 0."""
    while text:
        compact = text.replace(" ", "")
        if (
            15 <= len(compact) <= 34
            and int("".join(str(int(c, 36)) for c in compact[4:] + compact[:4])) % 97 == 1
        ):
            return len(text)
        text = text.rpartition(" ")[0]
    return 0


def find_codes(text: str) -> Iterator[tuple[int, int, SecretKind]]:
    """Yield `(start, end, kind)` of every one-time code that the words around it announce."""
    for match in _CODE.finditer(text):
        if (match["kind"] or "").casefold() in _SECRET_CODES or _OWN_WORD.search(match[0]):
            yield (*match.span("code"), SecretKind.ONE_TIME_CODE)
    for match in _CODE_FIRST.finditer(text):
        yield (*match.span("code"), SecretKind.ONE_TIME_CODE)
    for match in _CODE_CJK.finditer(text):
        yield (*match.span(1), SecretKind.ONE_TIME_CODE)
