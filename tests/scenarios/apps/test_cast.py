"""The cast of a world."""

from hypothesis import given
from hypothesis import strategies as st

from scenarios.apps.cast import Cast

seeds = st.integers(0, 10_000)


def _drawn(seed: int) -> list[object]:
    cast = Cast(seed)
    return [cast.person(), cast.firm(), cast.street(), cast.city(), cast.number(1, 9), cast.one_of("abc")]


@given(seeds)
def test_the_same_seed_draws_the_same(seed: int) -> None:
    """A score can be taken again."""
    assert _drawn(seed) == _drawn(seed)


@given(seeds)
def test_nobody_comes_twice(seed: int) -> None:
    """Twenty people and firms are all different, and a namesake differs in more than the address."""
    cast = Cast(seed)
    people = [cast.person() for _ in range(20)]
    other = cast.namesake(people[0])
    assert len({person.name for person in people}) == 20
    assert len({cast.firm() for _ in range(20)}) == 20
    assert other.first == people[0].first
    assert other.name not in {person.name for person in people}


def test_seeds_differ() -> None:
    """Variants are not all the same story."""
    assert len({str(_drawn(seed)) for seed in range(20)}) > 15
