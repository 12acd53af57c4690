"""The cast of a world: people, firms, places and amounts, drawn from a seed, the same for the same seed."""

import random
from collections.abc import Sequence
from typing import NamedTuple

_FIRST = """Ada Bram Carla Dario Edda Femke Goran Hedda Ivo Jonna Kaspar Lene Mirko Noor Odile Pavel Quirin
Runa Selma Tomas Una Viggo Wanda Yara Zoltan Amara Benno Cleo Dagny Emil Freya Gideon Hanne Idris Jolan Katrin
Leif Maren Nikola Olga Petra Rasmus Sanna Tibor Ulla Vera Willem Xenia Yusuf Zofia""".split()
_LAST = """Aalto Berg Castell Dvorak Eklund Faro Grau Holm Ibsen Jansen Kovac Lindqvist Marchetti Novak Oduya
Petrov Quist Rossi Sandoval Tamm Urban Varga Weiss Yilmaz Zeller Abara Bakker Conti Duarte
Eriksen Fontaine Gruber Hansen Ivanova Jonsson Keller Lopes Moreau Nieminen Okafor""".split()
_FIRM = """Northwind Brightwater Halcyon Ironbridge Juniper Kestrel Lanternfish Meridian Oakhurst Pinecrest
Quarry Redwater Saltmarsh Tallgrass Underhill Vantage Westerly Yarrow Ashgrove Bellwether""".split()
_TRADE = "Logistics Printing Foods Analytics Textiles Insurance Energy Studio Supplies Partners".split()
_STREET = "Mill Quay Orchard Harbour Station Chapel Garden Bridge Castle Meadow".split()
_WAY = "Lane Street Road Row Walk".split()
_CITY = "Norwich Bergen Utrecht Leipzig Tampere Ghent Porto Graz Tartu Malmo Cork Bilbao".split()


class Person(NamedTuple):
    """One person; `email` is an address that nobody has (RFC 2606)."""

    first: str
    last: str
    email: str

    @property
    def name(self) -> str:
        """First and last name."""
        return f"{self.first} {self.last}"

    @property
    def handle(self) -> str:
        """A user name."""
        return f"{self.first}{self.last[0]}".lower()


class Cast:
    """Draws by seed. Every draw advances it, so draw in a fixed order; no person and no firm comes twice."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(f"cast {seed}")  # noqa: S311 - a scenario's names, not a secret
        self._first = self._shuffled(_FIRST)
        self._last = self._shuffled(_LAST)
        self._firms = self._shuffled([f"{firm} {trade}" for firm in _FIRM for trade in _TRADE])

    def _shuffled(self, values: Sequence[str]) -> list[str]:
        drawn = list(values)
        self._random.shuffle(drawn)
        return drawn

    def person(self, domain: str = "example.com") -> Person:
        """A new person with an address at `domain`."""
        first, last = self._first.pop(), self._last.pop()
        return Person(first, last, f"{first}.{last}@{domain}".lower())

    def namesake(self, of: Person, domain: str = "example.com") -> Person:
        """Another person with the same first name."""
        last = self._last.pop()
        return Person(of.first, last, f"{of.first}.{last}@{domain}".lower())

    def firm(self) -> str:
        """A new firm's name."""
        return self._firms.pop()

    def street(self) -> str:
        """A house in a street."""
        number, name, way = self._random.randint(1, 90), self.one_of(_STREET), self.one_of(_WAY)
        return f"{number} {name} {way}"

    def city(self) -> str:
        """A city."""
        return self.one_of(_CITY)

    def number(self, low: int, high: int) -> int:
        """A whole number, both ends included."""
        return self._random.randint(low, high)

    def one_of(self, values: Sequence[str]) -> str:
        """One of `values`."""
        return values[self._random.randrange(len(values))]
