"""A small shop of four products, two of them dangerous to somebody, with a scripted model behind it."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime

import pytest

from assistant import Assistant, Settings, open_assistant
from assistant.domain.money import Money
from assistant.domain.product import Allergens, Offer, Product, Variant
from assistant.domain.store import Policy, Review
from assistant.domain.text import Text
from tests.agent.openai_server import Server, openai_server
from tests.agent.talking import Talk


def product(sku: str, ko: str, en: str, price: int, kind: tuple[str, str], **rest: object) -> Product:
    offer = Offer(
        Money(price, "KRW"), availability="in_stock", quantity=9, as_of=datetime(2026, 1, 1, tzinfo=UTC)
    )
    made = Product(f"P-{sku}", Text(ko, en), (Variant(sku, offer),), category=Text(*kind))
    return replace(made, **rest)  # type: ignore[arg-type]


SNACK = ("식품 > 과자", "Food > Snacks")
SPORT = ("스포츠 > 자전거", "Sports > Cycling")
SHOP = (
    product(
        "RICE-1", "현미 쌀과자 담백한맛", "Brown Rice Cracker Plain", 3000, SNACK,
        allergens=Allergens(frozenset({"soybean"}), frozenset(), "declared"),
        attributes={"weight": ("120g",)},
    ),
    product(
        "NUT-1", "고소한 땅콩 과자", "Roasted Peanut Snack", 2500, SNACK,
        allergens=Allergens(frozenset({"peanut"}), frozenset(), "declared"),
    ),
    product("OLD-1", "할머니 수제 약과", "Grandma Honey Cookie", 4500, SNACK),
    product("HELM-1", "산악자전거 헬멧 블랙", "Mountain Bike Helmet Black", 35000, SPORT),
)  # fmt: skip
FREE_OVER = Policy(
    "P-001",
    "delivery",
    Text("배송비는 얼마인가요?", "How much is delivery?"),
    Text(
        "40,000원 이상 사시면 배송비가 무료이고 그보다 적으면 3,500원입니다.",
        "Delivery is free for orders of 40,000 won or more, otherwise 3,500 won.",
    ),
)


@pytest.fixture(scope="session")
def model() -> Iterator[Server]:
    with openai_server() as server:
        yield server


@pytest.fixture(scope="session")
def settings(model: Server, tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(
        data_dir=tmp_path_factory.mktemp("agent"),
        openai_base_url=model.url,
        openai_model="scripted",
        openai_api_key="sk-not-a-secret",
        agent_mode="tools",
        model_rest_seconds=0.0,
        model_connect_seconds=1.0,
        model_first_token_seconds=1.5,
        model_total_seconds=5.0,
    )


@contextmanager
def stocked(
    settings: Settings, products: Sequence[Product] = SHOP, reviews: Sequence[Review] = ()
) -> Iterator[Assistant]:
    """The small shop under these settings, with one policy."""
    with open_assistant(settings) as assistant:
        assistant.facts.replace(policies=[FREE_OVER], reviews=reviews)
        assistant.publish(products, full=True)
        yield assistant


@pytest.fixture(scope="session")
def shop(settings: Settings) -> Iterator[Assistant]:
    with stocked(settings) as assistant:
        yield assistant


@pytest.fixture
def ko(shop: Assistant) -> Talk:
    return Talk(shop, "ko")


@pytest.fixture
def en(shop: Assistant) -> Talk:
    return Talk(shop, "en")
