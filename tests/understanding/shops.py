"""Vocabularies and sessions over real catalogues, read the way `dangol ingest` reads them."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest

import catalog_ingest
from assistant.domain.cart import Cart
from assistant.domain.dialogue import Session, Shown
from assistant.domain.product import Product
from assistant.domain.shopper import Profile
from assistant.domain.text import Language
from assistant.lexicon import Lexicon, load_lexicon
from assistant.understanding import Vocabulary, compile_vocabulary
from catalog_ingest.group import products as grouped
from catalog_ingest.images import Pictures
from catalog_ingest.reading import Wish, read_all
from catalog_ingest.shop_files import read_policies, read_services, read_stores

DEMO = Path(catalog_ingest.__file__).parent / "demo"
SHARED = Path(__file__).parents[3] / "shared" / "data"
NOW = datetime(2026, 11, 2, 12, tzinfo=UTC)


@cache
def lexicon() -> Lexicon:
    return load_lexicon()


def read(*files: Path, currency: str = "") -> list[Product]:
    wish = Wish("auto", {}, currency, currency, Pictures(None), NOW)
    return grouped(read_all([str(file) for file in files], wish).drafts)[0]


@cache
def demo_products() -> tuple[Product, ...]:
    feeds = (DEMO / "grocery" / "grocery.csv", DEMO / "sports" / "sports.csv", DEMO / "living" / "living.xml")
    return tuple(read(*feeds))


@cache
def demo() -> Vocabulary:
    shop = DEMO / "shop"
    stores, services = read_stores(shop / "stores.json"), read_services(shop / "services.json")
    policies = read_policies(shop / "policies.jsonl")
    return compile_vocabulary(demo_products(), stores, services, policies, lexicon(), "KRW")


@cache
def other(name: str, currency: str) -> tuple[Vocabulary, tuple[Product, ...]]:
    """Another catalogue of the shared dev data; the test skips when it is absent."""
    file = SHARED / name
    if not file.exists():
        pytest.skip(f"dev data {file} is absent")
    products = tuple(read(file, currency=currency))
    return compile_vocabulary(products, (), (), (), lexicon(), currency), products


def by_sku(products: tuple[Product, ...]) -> dict[str, Product]:
    return {variant.sku: product for product in products for variant in product.variants}


def session(language: Language = "ko", profile: Profile | None = None) -> Session:
    guest = profile or Profile("guest", guest=True)
    return Session("s", "web", language, guest, NOW, NOW + timedelta(hours=2))


def showing(
    products: tuple[Product, ...], query: str, fits: Callable[[Product], bool], most: int, language: Language
) -> Session:
    """A session that has just searched `query` and shown the first `most` products that fit."""
    skus = tuple(product.variants[0].sku for product in products if fits(product))[:most]
    return replace(session(language), query=query, shown=(Shown(0, skus),), focus=skus[:1], turns=1)


def with_cart(base: Session, lines: Mapping[str, int]) -> Session:
    cart = Cart()
    for sku, quantity in lines.items():
        cart = cart.put(sku, quantity)
    return replace(base, cart=cart)
