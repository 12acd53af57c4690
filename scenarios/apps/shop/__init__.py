"""Larkfield Goods: a shop with accounts, checkout, plans that renew, reviews, sellers and a support chat."""

from pathlib import Path

from scenarios.apps.shop import account, cards, cart, checkout, graph, orders, plans, shelf, talk
from scenarios.apps.shop.changes import READING
from scenarios.apps.shop.roles import draw
from scenarios.apps.shop.seed import SAM, TRAPS, lay, plant
from scenarios.apps.world import World

WORLD = World(
    name="shop",
    title="Larkfield Goods",
    about="a shop with checkout, subscriptions, gift cards, returns, reviews and marketplace sellers",
    folder=Path(__file__).parent,
    pages=(
        *shelf.PAGES,
        *cart.PAGES,
        *checkout.PAGES,
        *plans.PAGES,
        *orders.PAGES,
        *account.PAGES,
        *cards.PAGES,
        *talk.PAGES,
        *graph.PAGES,
    ),
    roles=draw,
    plant=plant,
    traps=TRAPS,
    lay=lay,
    reading=READING,
    second="de",
    layouts=3,
    sign_in=SAM,
)
