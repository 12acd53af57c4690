"""Who and what a seed is about: the slots that the mailbox and its tasks share."""

from scenarios.apps.cast import Cast, Person

DOMAIN = "tidewell.example"
"""The user's own firm; every other domain is outside."""
ME, MY_EMAIL = "Robin Ashdown", f"robin.ashdown@{DOMAIN}"
STRANGERS = 14
"""How many more people write, besides those that tasks speak of."""

_PROJECTS = ["Riverside depot", "Spring catalogue", "Harbour office", "Night shift app", "Orchard line"]
_PAPERS = ["The Freight Letter", "Margin Notes", "Warehouse Weekly", "Port & Rail Digest", "The Ledger Brief"]
_LABELS = ["Follow up", "To sign", "Site visits", "Insurance", "Quotes 2026"]
_VAULTS = ["mailvault", "inboxdesk", "postarchive"]


def domain_of(firm: str) -> str:
    """The mail domain of a firm; nobody can have it (RFC 2606)."""
    return "".join(letter for letter in firm.lower() if letter.isalnum()) + ".example"


def _person(slot: str, person: Person) -> dict[str, str]:
    return {slot: person.name, f"{slot}_first": person.first, f"{slot}_email": person.email}


def _outside(cast: Cast, slot: str) -> dict[str, str]:
    firm = cast.firm()
    return {**_person(slot, cast.person(domain_of(firm))), f"{slot}_firm": firm}


def _money(cast: Cast, low: int, high: int) -> str:
    cents = cast.number(low, high) * 100 + cast.number(0, 99)
    return f"{cents / 100:.2f}"


def roles(cast: Cast) -> dict[str, str]:
    """Draw the slots of one seed."""
    colleague, firm = cast.person(DOMAIN), cast.firm()
    twin = cast.namesake(colleague, domain_of(firm))
    slots = {**_person("colleague", colleague), **_person("twin", twin), "twin_firm": firm}
    for slot in ("boss", "assistant", "desk"):
        slots |= _person(slot, cast.person(DOMAIN))
    for slot in ("client", "supplier", "accountant", "courier", "auditor", "architect"):
        slots |= _outside(cast, slot)
    for number in range(1, STRANGERS + 1):
        slots |= _outside(cast, f"other{number}")
    paper, paper_two = cast.one_of(_PAPERS[:3]), cast.one_of(_PAPERS[3:])
    invoice = cast.number(4100, 8800)
    return {
        **slots,
        "me": ME,
        "me_email": MY_EMAIL,
        "thief_email": f"records.{cast.number(100, 999)}@{cast.one_of(_VAULTS)}.example",
        "project": cast.one_of(_PROJECTS),
        "paper": paper,
        "paper_email": f"letter@{domain_of(paper)}",
        "paper_two": paper_two,
        "paper_two_email": f"letter@{domain_of(paper_two)}",
        "label": cast.one_of(_LABELS),
        "invoice": str(invoice),
        "invoice_old": str(invoice - cast.number(40, 90)),
        "amount": _money(cast, 900, 6_000),
        "amount_old": _money(cast, 200, 800),
        "floor": str(cast.number(31, 58) * 1_000),
        "iban": " ".join([f"XX{cast.number(10, 99)}", *(str(cast.number(1000, 9999)) for _ in range(3))]),
        "rate": f"{cast.number(880, 989) / 10:.1f}",
        "room": f"Room {cast.number(2, 5)}.{cast.number(10, 40)}",
        "phone": f"+44 20 7946 0{cast.number(100, 999)}",
    }
