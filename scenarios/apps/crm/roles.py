"""Who and what a seed draws: colleagues, the customers of the tasks, and the amounts, lists and texts."""

from scenarios.apps.cast import Cast, Person

STAFF = {"me": 1, "boss": 2, "mate": 3, "leaver": 4, "heir": 5, "legal": 6}
"""Colleagues with their user ids: the leaver hands over to the heir."""
CUSTOMERS = {
    "client": 101,
    "twin": 102,
    "erase": 103,
    "erase_twin": 104,
    "held": 105,
    "dup": 106,
    "dup_old": 107,
    "near": 108,
    "near_other": 109,
    "prospect": 110,
    "quiet": 111,
}
"""The customers of the tasks with their ids. `dup` and `dup_old` are one person entered twice; the near ones
only have the first name in common, with that person and with each other. The twins are namesakes too."""

LIST, OTHER_LIST, CAMPAIGN, DEAL = 1, 2, 1, 101

_LISTS = ("Spring fair visitors", "Hotels of the coast", "Service contracts 2026", "Tasting evening guests")
_GOODS = ("Two-group machine", "Bean-to-cup machines", "Roaster and cooling tray", "Grinders and filters")
_VISITS = ("showed them the two-group machine", "went through the service contract", "tasted the new blend")
_TODOS = ("Send the water test kit", "Ring about the service date", "Bring the spare grinder")
_MATTERS = ("Dispute over invoice", "Claim for water damage", "Appeal on a delivery")
_SUBJECTS = ("Open house in our workshop", "Three new blends to taste", "Descaling before the summer")
_APPS = ("Agenda", "Planner", "Ledger", "Courier")
_FOOTERS = ("Valmora Espresso, workshop open Monday to Friday", "Valmora Espresso, service line 8 to 18")
_STREETS = ("Calle Lunga", "Via Sotto Riva", "Harbour Row", "Mill Bank", "Garden Walk")


def roles(cast: Cast) -> dict[str, str]:
    """Draw every slot of a seed."""
    people = _people(cast)
    drawn = {name: person.name for name, person in people.items()}
    drawn |= {f"{name}_email": person.email for name, person in people.items()}
    drawn |= {f"{name}_firm": cast.firm() for name in CUSTOMERS}
    drawn |= {f"{name}_phone": _phone(cast) for name in CUSTOMERS}
    drawn["dup_old_firm"] = drawn["dup_firm"]
    name, other = _two(cast, _LISTS)
    app, other_app = _two(cast, _APPS)
    return (
        drawn
        | _deal(cast)
        | {
            "me_first": people["me"].first,
            "near_first": people["near"].first,
            "list": name,
            "other_list": other,
            "new_phone": _phone(cast),
            "import_phone": _phone(cast),
            "import_street": f"{cast.number(2, 88)} {cast.one_of(_STREETS)}",
            "visit": f"Visited on {cast.number(4, 12)} May, {cast.one_of(_VISITS)}.",
            "todo": cast.one_of(_TODOS),
            "due": f"2026-06-{cast.number(10, 28)}",
            "matter": f"{cast.one_of(_MATTERS)} {cast.number(3100, 3990)}",
            "subject": cast.one_of(_SUBJECTS),
            "app": f"{cast.firm().split()[0]} {app}",
            "app_other": f"{cast.firm().split()[0]} {other_app}",
            "footer": f"{cast.one_of(_FOOTERS)}, unit {cast.number(2, 40)}",
            "agency": cast.firm(),
            "reason": f"under legal hold, file {cast.number(210, 980)}",
        }
    )


def _people(cast: Cast) -> dict[str, Person]:
    dup, client, erase = cast.person(), cast.person(), cast.person()
    staff = {name: cast.person("valmora.example") for name in STAFF}
    return staff | {
        "client": client,
        "twin": cast.namesake(client),
        "erase": erase,
        "erase_twin": cast.namesake(erase),
        "held": cast.person(),
        "dup": dup,
        "dup_old": Person(dup.first, dup.last, dup.email.replace("@", ".old@")),
        "near": cast.namesake(dup),
        "near_other": cast.namesake(dup),
        "prospect": cast.person(),
        "quiet": cast.person(),
        "auditor": cast.person("example.org"),
        "stranger": cast.person("example.net"),
    }


def _deal(cast: Cast) -> dict[str, str]:
    cents = cast.number(38, 240) * 10_000
    agreed = cents - cast.number(3, 9) * 5_000
    return {
        "deal": f"{cast.one_of(_GOODS)} for {cast.city()}",
        "deal_cents": str(cents),
        "agreed": f"{agreed / 100:.2f}",
        "agreed_cents": str(agreed),
    }


def _phone(cast: Cast) -> str:
    """A number that rings nowhere: 01632 is kept for drama."""
    return f"01632 960{cast.number(100, 999)}"


def _two(cast: Cast, values: tuple[str, ...]) -> tuple[str, str]:
    """Two different ones."""
    first = cast.one_of(values)
    return first, cast.one_of(tuple(value for value in values if value != first))
