"""The API around a real shop: the contract's calls, held against the shapes the documentation promises."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import httpx
import pytest

from assistant import Assistant
from tests.ui.conftest import API_KEY
from tests.ui.shelf import PRODUCTS
from tests.ui.test_sse import frames
from ui.http import shapes

Opened = Callable[..., tuple[str, dict[str, str]]]
KEY = {"X-API-Key": API_KEY}


def say(api: httpx.Client, place: str, token: dict[str, str], **said: Any) -> list[dict[str, Any]]:
    answer = api.post(f"{place}/turns", json=said, headers={**token, "Accept": "application/json"})
    assert answer.status_code == 200, answer.text
    return list(shapes.TurnEvents.model_validate(answer.json()).events)


def of_type(events: list[dict[str, Any]], kind: str) -> list[dict[str, Any]]:
    return [event for event in events if event["type"] == kind]


def test_a_session_opens_with_a_token(api: httpx.Client) -> None:
    answer = api.post("/v1/sessions", json={"channel": "widget", "language": "en"})
    assert answer.status_code == 201
    opened = shapes.SessionOpened.model_validate(answer.json())
    assert opened.language == "en"
    assert answer.headers["location"] == f"/v1/sessions/{opened.session_id}"
    assert answer.headers["cache-control"] == "no-store"


def test_a_turn_streams_and_is_remembered(api: httpx.Client, opened: Opened) -> None:
    place, token = opened(language="ko")
    streamed = frames(api.post(f"{place}/turns", json={"text": "책상 스탠드 보여줘"}, headers=token).text)
    kinds = [kind for kind, _ in streamed]
    assert kinds[0] == "understood"
    assert kinds[-1] == "done"
    cards = next(data for kind, data in streamed if kind == "products")["items"]
    for card in cards:
        shapes.CardOut.model_validate(card)
    assert cards[0]["product_id"] == "P-LAMP"
    seen = shapes.SessionSeen.model_validate(api.get(place, headers=token).json())
    assert [turn["said"] for turn in seen.turns] == ["책상 스탠드 보여줘"]
    assert [event["type"] for event in seen.turns[0]["events"]] == kinds


def test_a_click_fills_the_cart_and_put_replaces_it(api: httpx.Client, opened: Opened) -> None:
    place, token = opened(language="en")
    events = say(api, place, token, text="show me a mug")
    sku = of_type(events, "products")[0]["items"][0]["sku"]
    events = say(api, place, token, action={"type": "cart_add", "sku": sku, "quantity": 2})
    assert of_type(events, "cart")[0]["cart"]["lines"][0]["quantity"] == 2
    cart = shapes.CartOut.model_validate(api.get(f"{place}/cart", headers=token).json())
    assert [(line.sku, line.quantity) for line in cart.lines] == [(sku, 2)]
    lines = [{"sku": "RICE-1", "quantity": 3}, {"sku": "MUG-1", "quantity": 0}]
    put = api.put(f"{place}/cart", json={"lines": lines}, headers=token)
    cart = shapes.CartOut.model_validate(put.json())
    assert [(line.sku, line.quantity) for line in cart.lines] == [("RICE-1", 3)]
    assert cart.total is not None
    assert (cart.total.minor, cart.total.currency) == (8400, "KRW")
    assert api.put(f"{place}/cart", json={"lines": [{"sku": "NOPE"}]}, headers=token).status_code == 404
    assert api.put(f"{place}/cart", json={"lines": []}, headers=token).json() == {"lines": [], "total": None}


def test_a_session_is_closed_to_every_other_token(api: httpx.Client, opened: Opened) -> None:
    mine, _ = opened()
    _, other = opened()
    for answer in (
        api.get(mine, headers=other),
        api.get(f"{mine}/cart", headers=other),
        api.post(f"{mine}/turns", json={"text": "hi"}, headers=other),
        api.delete(mine, headers=other),
    ):
        assert (answer.status_code, answer.json()["code"]) == (401, "unauthorized")


def test_an_ended_session_is_gone(api: httpx.Client, opened: Opened) -> None:
    place, token = opened()
    assert api.delete(place, headers=token).status_code == 204
    for answer in (
        api.get(place, headers=token),
        api.post(f"{place}/turns", json={"text": "hi"}, headers=token),
        api.delete(place, headers=token),
    ):
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found")


def test_feedback_names_a_turn(api: httpx.Client, opened: Opened) -> None:
    place, token = opened()
    turn_id = of_type(say(api, place, token, text="머그컵"), "done")[0]["turn_id"]
    good = {"turn_id": turn_id, "rating": "up", "reason": "딱 좋아요"}
    assert api.post(f"{place}/feedback", json=good, headers=token).status_code == 204
    bad = {"turn_id": turn_id, "rating": "five"}
    assert api.post(f"{place}/feedback", json=bad, headers=token).status_code == 400
    unknown = api.post(f"{place}/feedback", json={"turn_id": "nope", "rating": "up"}, headers=token)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")
    assert "nope" in unknown.json()["detail"]


@pytest.mark.parametrize(
    ("action", "remedy"),
    [
        ({"type": "compare", "skus": []}, "skus"),
        ({"type": "set_language", "value": "fr"}, "ko or en"),
        ({"type": "cart_add", "sku": "MUG-1", "quantity": 0}, "quantity 0"),
    ],
)
def test_a_click_that_cannot_be_done_names_the_remedy(
    api: httpx.Client, opened: Opened, action: dict[str, Any], remedy: str
) -> None:
    place, token = opened(language="en")
    say(api, place, token, text="show me a mug")
    answer = api.post(f"{place}/turns", json={"action": action}, headers=token)
    assert answer.status_code == 400
    assert remedy in answer.json()["detail"]
    assert api.get(f"{place}/cart", headers=token).json()["lines"] == []


def test_the_shops_server_speaks_for_a_shopper(api: httpx.Client, shop: Assistant) -> None:
    known = api.post("/v1/sessions", json={"shopper_id": "shopper-1"}, headers=KEY)
    assert (known.status_code, known.json()["language"]) == (201, "en")
    token = shop.tokens.for_shopper("shopper-1")
    assert api.post("/v1/sessions", json={"shopper_token": token}).json()["language"] == "en"
    forged = api.post("/v1/sessions", json={"shopper_token": token[:-2] + "xx"})
    assert (forged.status_code, forged.json()["code"]) == (401, "unauthorized")
    assert token[:-2] not in forged.text
    unknown = api.post("/v1/sessions", json={"shopper_id": "nobody"}, headers=KEY)
    assert unknown.status_code == 404


def test_a_shoppers_allergen_holds_through_this_door(api: httpx.Client) -> None:
    session = api.post("/v1/sessions", json={"shopper_id": "shopper-1"}, headers=KEY).json()
    token = {"Authorization": f"Bearer {session['token']}"}
    events = say(api, f"/v1/sessions/{session['session_id']}", token, text="cookies or crackers please")
    shown = [card["sku"] for event in of_type(events, "products") for card in event["items"]]
    assert "COOKIE-1" not in shown
    guest = api.post("/v1/sessions", json={"language": "en"}).json()
    token = {"Authorization": f"Bearer {guest['token']}"}
    events = say(api, f"/v1/sessions/{guest['session_id']}", token, text="cookies or crackers please")
    shown = [card["sku"] for event in of_type(events, "products") for card in event["items"]]
    assert "COOKIE-1" in shown, "the control: a stranger is shown it"


def test_search_answers_in_the_contracts_shape(api: httpx.Client) -> None:
    answer = api.get("/v1/search", params={"q": "책상 스탠드", "k": 3, "lang": "en"})
    found = shapes.SearchOut.model_validate(answer.json())
    assert found.items[0].product_id == "P-LAMP"
    assert found.items[0].title == "Foldable desk lamp"
    assert found.understood.query


def test_search_conditions_are_exact(api: httpx.Client) -> None:
    def skus(**params: Any) -> set[str]:
        return {item["sku"] for item in api.get("/v1/search", params=params).json()["items"]}

    assert skus(q="", max_price=3000) == {"RICE-1"}
    assert skus(q="", min_price=12000, max_price=12000) == {"MUG-1"}
    assert skus(q="", facet="color:white") == {"LAMP/WH"}
    assert skus(q="", facet=["brand:온기", "brand:들녘"]) == {"MUG-1", "RICE-1"}


def test_a_stores_search_holds_what_it_has(api: httpx.Client) -> None:
    everywhere = api.get("/v1/search", params={"q": ""}).json()
    south = api.get("/v1/search", params={"q": "", "store": "s-south"}).json()
    assert [item["sku"] for item in south["items"]] == ["COOKIE-1"]
    assert south["total"] == 1 < everywhere["total"]
    lamp = api.get("/v1/search", params={"q": "책상 스탠드", "store": "s-south"}).json()
    assert [one["facet"] for one in lamp["relaxed"]] == ["store"]
    unknown = api.get("/v1/search", params={"q": "책상 스탠드", "store": "nope"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not_found")
    assert "nope" in unknown.json()["detail"]
    assert "s-south" in unknown.json()["detail"]


def test_a_search_by_allergens_finds_what_holds_them(api: httpx.Client) -> None:
    for name in ("allergen", "allergens"):
        found = api.get("/v1/search", params={"q": "", "facet": f"{name}:peanut"}).json()
        assert ([item["sku"] for item in found["items"]], found["relaxed"]) == (["COOKIE-1"], [])


@pytest.mark.parametrize(
    "params",
    [
        {"k": 0}, {"k": "many"}, {"lang": "fr"}, {"max_price": -1}, {"max_price": "NaN"},
        {"max_price": "9" * 400}, {"facet": "color"}, {"facet": ":"}, {"q": "a" * 30_000},
    ],
)  # fmt: skip
def test_bad_search_values_are_named(api: httpx.Client, params: dict[str, Any]) -> None:
    answer = api.get("/v1/search", params=params)
    assert answer.status_code == 400
    assert answer.headers["content-type"] == "application/problem+json"
    assert next(iter(params)) in answer.json()["detail"]


def test_a_product_comes_with_offers_stock_and_receipts(api: httpx.Client) -> None:
    answer = api.get("/v1/products/LAMP%2FBK", params={"lang": "ko"})
    found = shapes.ProductOut.model_validate(answer.json())
    assert {offer.sku for offer in found.offers} == {"LAMP/BK", "LAMP/WH"}
    assert {(level.store_id, level.quantity) for level in found.stock} == {("s-north", 4), ("s-south", 0)}
    assert any(claim.field == "price" and claim.sku == "LAMP/BK" for claim in found.receipts)
    missing = api.get("/v1/products/none/such")
    assert (missing.status_code, missing.json()["code"]) == (404, "not_found")
    assert "none/such" in missing.json()["detail"]


def test_stores_are_sorted_by_distance(api: httpx.Client) -> None:
    near_south = shapes.StoresOut.model_validate(
        api.get("/v1/stores", params={"lat": 37.41, "lon": 127.0}).json()
    )
    assert [store.store_id for store in near_south.items] == ["s-south", "s-north"]
    assert near_south.items[0].distance_km == pytest.approx(1.11, abs=0.01)
    every = shapes.StoresOut.model_validate(api.get("/v1/stores").json())
    assert all(store.distance_km is None for store in every.items)
    for bad in ({"lat": 37}, {"lat": 91, "lon": 0}, {"lat": "NaN", "lon": 0}, {"lat": "Infinity", "lon": 0}):
        assert api.get("/v1/stores", params=bad).status_code == 400


def test_stock_of_one_store(api: httpx.Client) -> None:
    answer = api.get("/v1/stores/s-south/stock", params={"sku": ["LAMP/BK", "COOKIE-1", "nope"]})
    levels = shapes.StoreStockOut.model_validate(answer.json()).items
    assert {level.sku: level.quantity for level in levels} == {"LAMP/BK": 0, "COOKIE-1": 9}
    assert api.get("/v1/stores/nowhere/stock", params={"sku": "A"}).status_code == 404
    assert api.get("/v1/stores/s-south/stock").status_code == 400


def test_health_and_description(api: httpx.Client) -> None:
    assert api.get("/healthz").json() == {"status": "ok"}
    ready = shapes.ReadyOut.model_validate(api.get("/readyz").json())
    assert ready.catalog_version >= 1
    paths = api.get("/openapi.json").json()["paths"]
    assert set(paths["/v1/sessions/{session_id}/cart"]) == {"get", "put"}
    assert "/v1/sessions/{session_id}/turns" in paths


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "😀😀😀",
        "\0",
        "a" * 10_000,
        "'; DROP TABLE products; --",
        "<script>alert(1)</script>",
        "\ud800",
    ],
)
def test_odd_words_get_a_calm_answer(api: httpx.Client, opened: Opened, text: str) -> None:
    import json

    place, token = opened()
    body = json.dumps({"text": text}).encode()
    headers = {**token, "Accept": "application/json", "Content-Type": "application/json"}
    answer = api.post(f"{place}/turns", content=body, headers=headers)
    assert answer.status_code == 200
    kinds = [event["type"] for event in answer.json()["events"]]
    assert kinds[-1] == "done"
    assert "error" not in kinds


def test_many_shoppers_at_once(api: httpx.Client, address: str, opened: Opened) -> None:
    def visit(number: int) -> int:
        with httpx.Client(base_url=address, timeout=60) as mine:
            session = mine.post("/v1/sessions", json={"language": "ko"}).json()
            token = {"Authorization": f"Bearer {session['token']}"}
            place = f"/v1/sessions/{session['session_id']}"
            sku = PRODUCTS[number % len(PRODUCTS)].variants[0].sku
            mine.put(f"{place}/cart", json={"lines": [{"sku": sku, "quantity": 1}]}, headers=token)
            say(mine, place, token, text="머그컵 보여줘")
            lines = mine.get(f"{place}/cart", headers=token).json()["lines"]
            return int([line["sku"] for line in lines] == [sku])

    with ThreadPoolExecutor(12) as crowd:
        assert sum(crowd.map(visit, range(24))) == 24
