"""Larkfield Goods: a shop with accounts, checkout, a club with a trial, reviews and a support chat."""

from scenarios.apps.shop.database import ShopDatabase
from scenarios.apps.shop.server import ShopServer

__all__ = ["ShopDatabase", "ShopServer"]
