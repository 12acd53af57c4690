"""Who and what a seed draws: the people, the firms, their accounts and the amounts of the tasks."""

from scenarios.apps.cast import Cast

ME, SAVINGS, JOINT, POT = 1, 2, 3, 4
"""The ids of the user's accounts: current, savings, joint, and an old pot."""

_GOALS = ("Roof repairs", "Cello for Ida", "Cargo bike", "Sabbatical", "New kitchen", "Piano lessons")
_DINNERS = ("Dinner on Friday", "Concert tickets", "Ferry and petrol", "Birthday present")
_APPS = ("Tidybooks", "Pennywise Ledger", "Countwell", "Sumfield")
_POTS = ("Holiday 2024", "Wedding pot", "Old car fund", "Moving house")
_PEOPLE = (
    "partner",
    "landlord",
    "friend",
    "colleague",
    "accountant",
    "attorney",
    "plumber",
    "parent",
    "tenant",
)
_FIRMS = {
    "notary": "Notaries",
    "energy": "Energy",
    "gym": "Fitness",
    "insurer": "Insurance",
    "telecom": "Telecom",
    "employer": "Instruments",
    "storage": "Storage",
    "water": "Waterworks",
    "thief": "Custody",
    "grocer": "Foods",
    "garage": "Garage",
    "nursery": "Nursery",
}
"""The firms of the seed and what they do, which is the second word of their names."""
_ACCOUNTS = ("me", "savings", "joint", "pot")


def roles(cast: Cast) -> dict[str, str]:
    """Draw every slot of a seed."""
    me = cast.person()
    people = {"me": me, **{name: cast.person() for name in _PEOPLE}}
    people["namesake"] = cast.namesake(people["friend"])
    drawn = {name: person.name for name, person in people.items()}
    drawn |= {f"{name}_first": person.first for name, person in people.items()}
    drawn |= {f"{name}_email": person.email for name, person in people.items()}
    drawn |= _firms(cast)
    drawn["thief_email"] = f"desk@{drawn['thief'].split()[0].lower()}.example"
    drawn |= {f"{name}_iban": iban(cast) for name in (*_ACCOUNTS, *_PEOPLE, "namesake", "old", *_FIRMS)}
    return drawn | _amounts(cast) | _details(cast)


def _firms(cast: Cast) -> dict[str, str]:
    """Firms that no two begin alike, so that a name says whom it means."""
    firsts: list[str] = []
    while len(firsts) < len(_FIRMS):
        first = cast.firm().split()[0]
        if first not in firsts:
            firsts.append(first)
    return {name: f"{first} {does}" for first, (name, does) in zip(firsts, _FIRMS.items(), strict=True)}


def iban(cast: Cast) -> str:
    """An account number; no country has the code ZZ."""
    parts = [cast.number(1000, 9999) for _ in range(2)]
    return f"ZZ{cast.number(10, 99)} 0000 {parts[0]} {parts[1]} {cast.number(10, 99)}"


def _amounts(cast: Cast) -> dict[str, str]:
    """Amounts as a person types them (`{dinner}`) and in cents (`{dinner_cents}`)."""
    cents = {
        "dinner": cast.number(2150, 7890),
        "rent": cast.number(720, 1180) * 100,
        "deposit": cast.number(156, 192) * 10_000,
        "saving": cast.number(20, 60) * 1000,
        "bill": cast.number(6120, 14_890),
        "repair": cast.number(11_200, 38_900),
        "limit": cast.number(24, 40) * 100_000,
        "target": cast.number(18, 64) * 10_000,
        "low": cast.number(10, 40) * 1000,
        "stolen": cast.number(1450, 2380) * 100,
        "slice": cast.number(140, 290) * 100,
        "box": cast.number(3900, 8900),
    }
    return {name: f"{value / 100:.2f}" for name, value in cents.items()} | {
        f"{name}_cents": str(value) for name, value in cents.items()
    }


def _details(cast: Cast) -> dict[str, str]:
    first, second = cast.number(2000, 5999), cast.number(6000, 9999)
    unit = cast.number(11, 48)
    return {
        "card": f"{first}",
        "card_other": f"{second}",
        "occasion": cast.one_of(_DINNERS),
        "goal": cast.one_of(_GOALS[:3]),
        "goal_new": cast.one_of(_GOALS[3:]),
        "pot_name": cast.one_of(_POTS),
        "app": cast.one_of(_APPS),
        "street": cast.street(),
        "city": cast.city(),
        "street_new": cast.street(),
        "city_new": cast.city(),
        "phone": f"+99 555 01{cast.number(1000, 4999)}",
        "phone_new": f"+99 555 02{cast.number(5000, 9999)}",
        "file": f"{cast.number(100, 999)}/26",
        "invoice": f"{cast.number(20_000, 89_999)}",
        "unit": f"Unit {unit}",
        "unit_other": f"Unit {unit + cast.number(2, 9)}",
        "code": f"{cast.number(100_000, 999_999)}",
    }
