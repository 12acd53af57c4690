"""Who and what a seed draws: the people of the tasks, and the titles, things and amounts they are about."""

from scenarios.apps.cast import Cast, Person

PASSWORD = "quiet-lantern-42"  # noqa: S105 - a seeded user's, in a world that holds nothing
ME = "fern.keeper"
"""The user name of the seeded user, whatever their name is."""
MEMBERS = 17
"""How many people write on the boards, beside those of the tasks."""
PEOPLE = {
    "friend": 21,
    "namesake": 22,
    "spammer": 23,
    "regular": 24,
    "seller": 25,
    "host": 26,
    "helper": 27,
    "stranger": 28,
}
"""The people of the tasks, with their user ids. The namesake has the friend's first name, the regular the
spammer's."""

_WANTED = (
    "hand drill",
    "pair of jump leads",
    "tall ladder",
    "preserving pan",
    "soldering iron",
    "wheelbarrow",
    "slide projector",
    "cello bow",
)
_GIVEN = (
    "pea canes",
    "jam jars",
    "roof slates",
    "strawberry runners",
    "picture frames",
    "rabbit hutch panels",
)
_GOODS = ("phone batteries", "drill bits", "sunglasses", "ink cartridges", "trainers")
_THINGS = (
    ("Folding bike", "bike"),
    ("Valve radio", "radio"),
    ("Standard lamp", "lamp"),
    ("Touring bike", "bike"),
    ("Reading lamp", "lamp"),
    ("Kitchen radio", "radio"),
)
_WALKS = (
    "the old quarry",
    "Saltings Point",
    "the beech wood",
    "Heron Lake",
    "the north weir",
    "Gallows Hill",
)
_HALLS = ("Mill Lane hall", "the library", "the scout hut", "the station yard", "the chapel room")
_COURSES = (
    "Wheel building for beginners",
    "Darning and patching",
    "Soldering from scratch",
    "Tuning a plane",
)
_STREETS = ("Mill Lane", "Chapel Row", "Orchard Bank", "Quay Street", "Station Hill")
_APPS = ("Datebook", "Almanac", "Tidings", "Roundup", "Noticeboard")
_DAYS = ("Thursday", "Friday", "Sunday", "Tuesday")


def handle(person: Person) -> str:
    """A user name with first and last name, so that namesakes have different ones."""
    return f"{person.first}.{person.last}".lower()


def roles(cast: Cast) -> dict[str, str]:
    """Draw every slot of a seed."""
    drawn = _people(cast)
    drawn |= _wares(cast) | _events(cast)
    wanted, given = cast.one_of(_WANTED), cast.one_of(_GIVEN)
    walk, other_walk = _two(cast, _WALKS)
    app, other_app = _two(cast, _APPS)
    return drawn | {
        "thread": f"Could anybody lend me a {wanted}?",
        "reply": f"I have a {wanted}, you can have it until {cast.one_of(_DAYS)}.",
        "spam": f"{cast.one_of(_GOODS).capitalize()} at half price, today only, ask me for the address",
        "draft": f"Walk to {walk}",
        "draft_other": f"Walk to {other_walk}",
        "ready": f"Free to collect: {given}",
        "post_title": f"Thank you for the {wanted}",
        "post_body": f"The {wanted} did its work and is back with its owner. Thank you to this board.",
        "group": f"{cast.one_of(_STREETS)} neighbours",
        "code": str(cast.number(1000, 9999)),
        "app": f"{cast.firm().split()[0]} {app}",
        "app_other": f"{cast.firm().split()[0]} {other_app}",
        "gift": str(cast.number(15, 48) * 10),
        "small_gift": str(cast.number(3, 9)),
        "day": cast.one_of(_DAYS),
        "password": PASSWORD,
    }


def _people(cast: Cast) -> dict[str, str]:
    me, friend, spammer = cast.person(), cast.person(), cast.person()
    people = {
        "me": me,
        "friend": friend,
        "namesake": cast.namesake(friend),
        "spammer": spammer,
        "regular": cast.namesake(spammer),
        "seller": cast.person(),
        "host": cast.person(),
        "helper": cast.person(),
        "stranger": cast.person(),
        **{f"member{number}": cast.person() for number in range(MEMBERS)},
    }
    drawn = {name: person.name for name, person in people.items()}
    drawn |= {f"{name}_handle": handle(person) for name, person in people.items()}
    drawn["me_handle"] = ME
    drawn |= {f"{name}_email": person.email for name, person in people.items()}
    drawn |= {f"{name}_first": people[name].first for name in ("friend", "spammer")}
    return drawn | {"phone": f"01632 96{cast.number(1000, 9999)}"}


def _wares(cast: Cast) -> dict[str, str]:
    name, image = _THINGS[cast.number(0, len(_THINGS) - 1)]
    cents = cast.number(40, 160) * 100
    dearer = cents + cast.number(30, 70) * 100
    return {
        "item": f"{name}, {cast.one_of(('good as new', 'one careful owner', 'needs a polish'))}",
        "item_image": image,
        "price": f"{cents / 100:.2f}",
        "item_cents": str(cents),
        "dearer_cents": str(dearer),
    }


def _events(cast: Cast) -> dict[str, str]:
    hall, other_hall = _two(cast, _HALLS)
    fee = cast.number(12, 45) * 100
    return {
        "event": f"Repair café at {hall}",
        "event_other": f"Repair café at {other_hall}",
        "course": cast.one_of(_COURSES),
        "fee": f"{fee / 100:.2f}",
        "fee_cents": str(fee),
        "seats": str(cast.number(2, 3)),
    }


def _two(cast: Cast, values: tuple[str, ...]) -> tuple[str, str]:
    """Two different ones."""
    first = cast.one_of(values)
    return first, cast.one_of(tuple(value for value in values if value != first))
