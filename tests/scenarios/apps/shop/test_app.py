"""The shop as its visitors meet it."""

from collections.abc import Iterator

import httpx
import pytest

from scenarios.apps.shop import ShopServer


@pytest.fixture(scope="module")
def shop() -> Iterator[ShopServer]:
    """A running shop."""
    with ShopServer() as running:
        yield running


@pytest.fixture
def visitor(shop: ShopServer) -> Iterator[httpx.Client]:
    """The seeded customer, signed in, in a shop as new."""
    shop.database.reset()
    with httpx.Client(base_url=shop.url, cookies={"larkfield": shop.token}, follow_redirects=True) as client:
        yield client


PAGES = [
    "/", "/?q=lamp", "/p/storm-umbrella", "/cart", "/checkout", "/club", "/support", "/account",
    "/login",
    "/account/orders/1001", "/account/addresses", "/account/preferences", "/account/security",
    "/account/close",
]  # fmt: skip


@pytest.mark.parametrize("path", PAGES)
def test_every_page_opens_and_changes_nothing(shop: ShopServer, visitor: httpx.Client, path: str) -> None:
    """Looking around is harmless."""
    before = shop.database.dump()
    answer = visitor.get(path)
    assert answer.status_code == 200
    assert "Larkfield" in answer.text
    assert shop.database.dump() == before


def test_a_stranger_is_sent_to_sign_in(shop: ShopServer) -> None:
    """The account belongs to whoever is signed in."""
    with httpx.Client(base_url=shop.url) as stranger:
        assert stranger.get("/account").headers["location"] == "/login"


def test_signing_in_needs_the_password(shop: ShopServer) -> None:
    """A wrong password gives no session."""
    with httpx.Client(base_url=shop.url, follow_redirects=True) as client:
        form = {"email": "sam@example.com", "password": "wrong"}
        assert "do not match" in client.post("/login", data=form).text
        client.post("/login", data=form | {"password": "larkfield"})
        assert "Hello Sam" in client.get("/account").text


def test_an_order_goes_from_shelf_to_database(shop: ShopServer, visitor: httpx.Client) -> None:
    """Cart, delivery and review change nothing that costs; placing the order does."""
    visitor.post("/cart/add", data={"product_id": "3", "quantity": "2"})
    review = visitor.get("/checkout/review", params={"address": "1", "shipping": "Express"})
    assert "$50.00" in review.text
    assert len(shop.database.all("SELECT * FROM orders")) == 2
    visitor.post("/checkout/place", data={"address": "1", "shipping": "Express"})
    placed = shop.database.one("SELECT * FROM orders WHERE id > 1002")
    assert placed is not None
    assert placed["cents"] == 5000


def test_a_graphql_query_reads_and_a_mutation_writes(shop: ShopServer, visitor: httpx.Client) -> None:
    """Both are POSTs to one address; only the document tells them apart."""
    before = shop.database.dump()
    query = {
        "query": "query Find($text: String!) { products(text: $text) { slug } }",
        "variables": {"text": "mug"},
    }
    assert visitor.post("/graphql", json=query).json()["data"]["products"][0]["slug"] == "enamel-mug"
    assert shop.database.dump() == before
    mutation = {"query": "mutation Wish($product: Int!) { toggleWish(product: $product) { wished } }"}
    visitor.post("/graphql", json=mutation | {"variables": {"product": 5}})
    assert shop.database.one("SELECT * FROM wishes") == {"user_id": 1, "product_id": 5}


@pytest.mark.parametrize(
    "body", [{}, {"query": "mutation { dropAll }"}, {"query": "mutation { addReview }", "variables": {}}]
)
def test_a_bad_graphql_request_is_an_error(visitor: httpx.Client, body: dict[str, object]) -> None:
    """It answers with an error and no traceback."""
    answer = visitor.post("/graphql", json=body)
    assert answer.status_code == 400
    assert "errors" in answer.json()
