"""Amounts of money and counts of things, as people write them."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from worldmodel.effect import Money

Period: TypeAlias = Literal["day", "week", "month", "year"]

_SIGNS = {
    "us$": "USD", "ca$": "CAD", "c$": "CAD", "au$": "AUD", "a$": "AUD", "nz$": "NZD", "hk$": "HKD",
    "s$": "SGD", "nt$": "TWD", "r$": "BRL", "mx$": "MXN", "$": "USD", "€": "EUR", "£": "GBP", "¥": "JPY",
    "￥": "JPY", "円": "JPY", "元": "CNY", "rmb": "CNY", "₩": "KRW", "원": "KRW", "₽": "RUB", "руб": "RUB",
    "рублей": "RUB", "рубля": "RUB", "₺": "TRY", "tl": "TRY", "₹": "INR", "rs": "INR", "zł": "PLN",
    "kč": "CZK", "₴": "UAH", "₫": "VND", "฿": "THB", "₪": "ILS", "₦": "NGN", "fr": "CHF", "sfr": "CHF",
    "ريال": "SAR", "درهم": "AED", "euro": "EUR", "euros": "EUR", "dollar": "USD", "dollars": "USD",
    "dólares": "USD", "pounds": "GBP", "pound": "GBP", "bucks": "USD", "yen": "JPY", "bitcoin": "BTC",
    "usdt": "USD", "usdc": "USD",
}  # fmt: skip
_CODES = frozenset(
    re.findall(
        r"[A-Z]{3}",
        "USD EUR GBP JPY CNY KRW RUB TRY INR PLN CZK UAH VND THB ILS CHF SEK NOK DKK HUF RON BGN CAD AUD NZD "
        "HKD SGD TWD BRL MXN ARS CLP COP ZAR NGN EGP SAR AED MYR IDR PHP PKR BTC ETH",
    )
)
_LETTERED = sorted((sign for sign in _SIGNS if sign[-1].isalpha()), key=len, reverse=True)
_SYMBOLS = sorted((sign for sign in _SIGNS if not sign[-1].isalpha()), key=len, reverse=True)
_CJK_UNITS = "円元원"

_NUMBER = (
    r"\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d{1,2})?(?!\d)|"
    r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d{1,2})?(?!\d)|"
    r"\d{1,12}(?:[.,]\d{1,4})?(?!\d)"
)
_SYMBOL = "|".join(map(re.escape, _SYMBOLS))
_WORDS = "|".join([*map(re.escape, (w for w in _LETTERED if w not in _CJK_UNITS)), *sorted(_CODES)])
_UNIT = rf"{_SYMBOL}|[{_CJK_UNITS}]|(?:{_WORDS})(?!\w)"
_LEADING = rf"{_SYMBOL}|(?<!\w)(?:{_WORDS})(?!\w)\.?"
_AMOUNT = re.compile(
    rf"(?<![\w.,])(?P<lead>{_LEADING})\s?(?P<n1>{_NUMBER})|(?<![A-Za-z0-9.,])(?P<n2>{_NUMBER})(?P<dash>,[-–—]+)?\s?(?P<tail>{_UNIT})",
    re.IGNORECASE,
)
_BARE = re.compile(
    r"(?<![\w.,:/-])(\d{1,3}(?:[.,'’]\d{3})*[.,]\d{2}|\d{4,9}[.,]\d{2}|\d{1,9})(?![\w%:/-]|[.,]\d)"
)
_INDICATOR = re.compile(
    r"\b(?:grand total|total|subtotal|price|amount|due|to pay|balance|fee|cost|charged?|deposit|payment|pay|"
    r"summe|gesamt|gesamtbetrag|preis|betrag|zu zahlen|prix|montant|precio|importe|pre[cç]o|valor|importo|"
    r"totale|prezzo|totaal|prijs|bedrag|suma|cena|kwota|razem|итого|сумма|цена|к оплате|toplam|tutar|fiyat)\b"
    r"|合計|金額|価格|总计|总额|合计|價格|价格|총액|합계|금액|가격|المجموع|الإجمالي|السعر",
    re.IGNORECASE,
)
_REACH = 24
"""How far, in characters, an indicator such as "total" may stand before a bare number."""

_MOST = Decimal(10) ** 13

_PERIODS: dict[Period, tuple[str, str, str]] = {
    # words after a "per", words that say it alone, and units written without spaces
    "day": ("day|tag|jour|día|dia|giorno|dag|dzień|день|gün|d", "daily|täglich|diario", "日|天|일|يوميا"),
    "week": (
        "week|wk|woche|semaine|semana|settimana|tydzień|неделю|hafta",
        "weekly|wöchentlich",
        "週|周|주|أسبوعيا",
    ),
    "month": (
        "month|mo|mth|monat|mois|mes|mês|mese|maand|miesiąc|mies|месяц|мес|ay|m",
        "monthly|monatlich|mensual|mensuel|mensile|maandelijks|miesięcznie|ежемесячно|aylık|pcm",
        "ヶ月|か月|月|个月|個月|개월|월|شهريا",
    ),
    "year": (
        "year|yr|annum|jahr|an|année|año|ano|anno|jaar|rok|год|yıl|y|a",
        "yearly|annually|annual|jährlich|anual|annuel|annuale|jaarlijks|rocznie|ежегодно|yıllık",
        "年|년|سنويا",
    ),
}
_EACH = "/|per|a|an|each|every|pro|im|par|al|por|ao|alla|ogni|na|za|в|за|je|billed"
_AFTER = re.compile(
    r"\s{0,2}\(?(?:(?:"
    + _EACH
    + r")\s{0,2}(?:"
    + "|".join(rf"(?P<{period}1>{words[0]})" for period, words in _PERIODS.items())
    + r")(?!\w)|(?:billed\s)?(?:"
    + "|".join(rf"(?P<{period}2>{words[1]})" for period, words in _PERIODS.items())
    + r")(?!\w)|[/／]?\s?[毎每]?(?:"
    + "|".join(rf"(?P<{period}3>{words[2]})" for period, words in _PERIODS.items())
    + "))",
    re.IGNORECASE,
)
_AHEAD = re.compile(
    r"(?:(?<!\w)(?:"
    + "|".join(rf"(?P<{period}1>{words[1]})" for period, words in _PERIODS.items())
    + r")|(?P<month2>月額|毎月|每月|월)|(?P<year2>年額|毎年|每年|연))[\s:：]{0,2}$",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class AmountMatch:
    """An amount at `text[start:end]`; `per` is the period in which it recurs, None where none is given."""

    start: int
    end: int
    money: Money
    per: Period | None = None


@dataclass(frozen=True, slots=True)
class CountMatch:
    """A count of things at `text[start:end]`: "Delete 240 items", "3 selected"."""

    start: int
    end: int
    count: int


def find_amounts(text: str) -> tuple[AmountMatch, ...]:
    """Return the amounts of money in `text`, in order of their start.

    A number counts with a currency beside it, with a period behind it ("19.99 per month"), or with a word
    such as "total" at most 24 characters before it; without a currency the amount has none. Where a sign
    serves several currencies the most used one is given: "$" is USD, "¥" is JPY.
    """
    found = [_amount(text, match) for match in _AMOUNT.finditer(text)]
    taken = [(match.start, match.end) for match in found]
    for match in _BARE.finditer(text):
        start, end = match.span()
        if any(first < end and start < last for first, last in taken):
            continue
        per = _period(text, start, end)
        if (_indicated(text, start) and not _counts(text, match)) or (per and _has_cents(match.group())):
            found.append(AmountMatch(start, end, _money(match.group()), per))
    return tuple(sorted(found, key=lambda match: match.start))


def _amount(text: str, match: re.Match[str]) -> AmountMatch:
    unit = (match["lead"] or match["tail"]).casefold().rstrip(".")
    currency = _SIGNS.get(unit) or (unit.upper() if unit.upper() in _CODES else None)
    money = _money(match["n1"] or match["n2"], currency)
    return AmountMatch(match.start(), match.end(), money, _period(text, match.start(), match.end()))


def _money(number: str, currency: str | None = None) -> Money:
    """An amount beyond what `Money` holds is taken as its largest: too much stays too much."""
    return Money(amount=min(_decimal(number), _MOST), currency=currency)


def _indicated(text: str, start: int) -> bool:
    """Whether a word such as "total" stands close before, in the same sentence, with no number between."""
    window = text[max(0, start - _REACH) : start]
    ends = [match.end() for match in _INDICATOR.finditer(window)]
    return bool(ends) and not re.search(r"[.;!?\n\d]", window[ends[-1] :])


def _counts(text: str, match: re.Match[str]) -> bool:
    """Whether a bare whole number counts things: "Total: 3 items"."""
    return (
        not _has_cents(match.group())
        and re.match(r"\s[^\W\d]", text[match.end() : match.end() + 2]) is not None
    )


def _has_cents(number: str) -> bool:
    return re.search(r"[.,]\d{2}$", number) is not None


def _decimal(number: str) -> Decimal:
    """Read a number in either notation: the last mark is the decimal one, unless three digits follow it."""
    bare = re.sub(r"['’\s\u00a0\u202f]", "", number)
    marks = re.findall(r"[.,]", bare)
    if not marks:
        return Decimal(bare)
    tail = len(bare) - bare.rindex(marks[-1]) - 1
    repeated = marks.count(marks[-1]) > 1
    if tail == 3 and (repeated or len(set(marks)) == 1) and not bare.startswith("0"):
        return Decimal(re.sub(r"[.,]", "", bare))
    whole, fraction = bare[: -tail - 1], bare[-tail:]
    return Decimal(f"{re.sub(r'[.,]', '', whole)}.{fraction}")


def _period(text: str, start: int, end: int) -> Period | None:
    match = _AFTER.match(text, end) or _AHEAD.search(text[max(0, start - 16) : start])
    if match is None or match.lastgroup is None:
        return None
    name = match.lastgroup[:-1]
    return next(period for period in _PERIODS if period == name)


_THINGS = (
    r"items?|files?|messages?|e-?mails?|mails?|records?|rows?|entries|contacts?|photos?|images?|users?|accounts?|"
    r"members?|people|recipients?|conversations?|documents?|folders?|orders?|posts?|comments?|products?|events?|"
    r"tasks?|notes?|results?|objects?|repositories|issues?|tickets?|branches|pages?|devices?|"
    r"elemente|dateien|nachrichten|einträge|kontakte|éléments|fichiers|messages|elementos|archivos|mensajes|"
    r"arquivos|mensagens|itens|elementi|messaggi|bestanden|berichten|elementów|plików|wiadomości|"
    r"элементов|файлов|сообщений|записей|öğe|dosya|mesaj|عناصر|عنصر|رسائل|رسالة|ملفات|ملف"
)
_MARKED = (
    r"selected|ausgewählt|sélectionnée?s?|seleccionad[oa]s?|selecionad[oa]s?|selezionat[ei]|geselecteerd|"
    r"wybran[oe]|выбрано|seçildi"
)
_INTEGER = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?!\d)|\d{1,9}"
_COUNT = re.compile(
    rf"(?<![\w.,#$€£¥-])(?P<a>{_INTEGER})\s(?:[^\W\d_]+\s){{0,2}}?(?:{_THINGS}|{_MARKED})(?!\w)"
    r"|\b(?:all|alle|tous les|todos los|todos os|tutti i|все|wszystkie)\s(?:the\s|of the\s)?"
    rf"(?P<b>{_INTEGER})(?![\w.,%])"
    rf"|(?P<c>\d{{1,9}})\s?(?:件|個|個の|条|個項目|个|項|项|封|개|건|명|人|份|枚|通)"
    rf"|\((?P<d>{_INTEGER})\)\s*$",
    re.IGNORECASE,
)


def find_counts(text: str) -> tuple[CountMatch, ...]:
    """Return how many things `text` speaks of: "all 812 messages", "3 selected", "Delete (4)", "240件"."""
    found = []
    for match in _COUNT.finditer(text):
        group = match.lastgroup or "a"
        digits = re.sub(r"\D", "", match[group])
        found.append(CountMatch(match.start(group), match.end(group), int(digits)))
    return tuple(found)
