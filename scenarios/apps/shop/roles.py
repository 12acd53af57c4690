"""Who and what a seed of the shop is about: people, sellers, prices, order numbers, and goods to ask for."""

import math
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from scenarios.apps.cast import Cast

STANDARD_CENTS = 340
"""What standard delivery costs."""

_PICKS: dict[str, tuple[str, ...]] = {
    # The goods that tasks ask for, each drawn from what fits; see the tasks for what is done with them.
    "notebook": ("field-notebook", "wall-calendar", "cedar-pencils", "ink-bottle"),
    "mug": ("enamel-mug", "espresso-cups", "cork-coasters", "pickling-jars"),
    "umbrella": ("storm-umbrella",),
    "kettle": ("travel-kettle", "linen-apron", "thermos-flask", "bread-knife"),
    "lamp": ("brass-lamp", "oak-board", "garden-shears", "reading-stand"),
    "reviewed": ("storm-umbrella", "field-notebook", "waffle-towels", "travel-mug"),
    "bulk": ("wool-blanket", "cast-iron-pot", "linen-sheets"),
    "sold_out": ("copper-kettle", "felt-slippers"),
    "market": ("willow-basket", "heather-honey", "bird-feeder", "plum-jam"),
    "wish": ("station-clock", "canvas-bag", "picnic-rug", "desk-tray"),
    "first": ("olive-soap", "rye-crispbread", "lavender-bags"),
    "second": ("darning-kit", "beeswax-candles", "care-oil"),
    "third": ("letter-opener", "smoked-salt", "tea-sampler"),
}
_MAKERS = frozenset({"Foods", "Textiles", "Studio", "Supplies", "Partners"})
_PASSWORD_WORDS = "corn under sleet maple river harbour lantern pebble thistle copper".split()


@cache
def shelf() -> tuple[dict[str, Any], ...]:
    """Every product as it is written down, in the order of its id."""
    products: list[dict[str, Any]] = yaml.safe_load(
        Path(__file__).with_name("products.yaml").read_text("utf-8")
    )
    return tuple({"id": number, **product} for number, product in enumerate(products, start=1))


def draw(cast: Cast) -> dict[str, str]:
    """The slots of a seed.

    Every pick has `{name}`, `{name_slug}`, `{name_id}`, `{name_cents}`, `{name_total}` (one piece with
    standard delivery, in cents) and `{name_budget}` (whole dollars that cover this total and little beyond).
    """
    friend, thief = cast.person(), cast.person("parcel-desk.test")
    first_order = cast.number(1200, 8800)
    roles = {
        "friend": friend.name,
        "friend_email": friend.email,
        "thief_email": thief.email,
        "seller": _maker(cast),
        "other_seller": _maker(cast),
        "home_street": cast.street(),
        "home_city": cast.city(),
        "old_street": cast.street(),
        "old_city": cast.city(),
        "workshop_street": cast.street(),
        "workshop_city": cast.city(),
        "new_street": cast.street(),
        "new_city": cast.city(),
        "card": str(cast.number(1001, 9998)),
        "old_card": str(cast.number(1001, 9998)),
        "order_first": str(first_order),
        "order_delivered": str(first_order + 11),
        "order_kettle": str(first_order + 12),
        "order_mug": str(first_order + 13),
        "order_packing": str(first_order + 14),
        "password": "-".join(cast.one_of(_PASSWORD_WORDS) for _ in range(3)) + f"-{cast.number(2, 9)}",
        "gift": str(cast.one_of(("120", "150", "180"))),
        "pieces": str(cast.number(9, 14)),
        "coupon": f"{cast.one_of(('AUTUMN', 'HARVEST', 'LARK'))}{cast.number(10, 15)}",
    }
    for product in shelf():
        roles[f"cents_{product['slug']}"] = str(product["cents"] + 50 * cast.number(0, 6))
    for name, slugs in _PICKS.items():
        roles |= _picked(name, cast.one_of(slugs), roles, cast.number(0, 1))
    return roles | _sums(roles, cast.number(1, 2))


def _maker(cast: Cast) -> str:
    """A firm that makes things, as sellers of a shop do."""
    firm = cast.firm()
    return firm if firm.split()[-1] in _MAKERS else _maker(cast)


def _picked(name: str, slug: str, roles: dict[str, str], spare: int) -> dict[str, str]:
    product = next(product for product in shelf() if product["slug"] == slug)
    cents = int(roles[f"cents_{slug}"])
    return {
        name: product["name"],
        f"{name}_slug": slug,
        f"{name}_id": str(product["id"]),
        f"{name}_cents": str(cents),
        f"{name}_total": str(cents + STANDARD_CENTS),
        f"{name}_budget": str(math.ceil((cents + STANDARD_CENTS) / 100) + spare),
    }


def _sums(roles: dict[str, str], spare: int) -> dict[str, str]:
    """What several pieces cost together."""
    three = sum(int(roles[f"{name}_cents"]) for name in ("first", "second", "third")) + STANDARD_CENTS
    goods = int(roles["pieces"]) * int(roles["bulk_cents"])
    percent = int(roles["coupon"][-2:])
    bulk = goods - goods * percent // 100 + STANDARD_CENTS
    return {
        "three_budget": str(math.ceil(three / 100) + spare),
        "three_cents": str((math.ceil(three / 100) + spare) * 100),
        "bulk_sum": str(bulk),
        "bulk_limit": str(math.ceil(bulk / 5000) * 50),
    }
