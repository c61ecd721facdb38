"""A vocabulary follows prices and stock without being compiled anew."""

from dataclasses import replace

from assistant.domain.money import Money
from assistant.domain.product import Offer, Product, Variant
from assistant.domain.text import Text
from assistant.lexicon import load_lexicon
from assistant.understanding import Vocabulary, compile_vocabulary, reoffered

LEXICON = load_lexicon()


def tea(name: str, *prices: int | None) -> Product:
    variants = tuple(
        Variant(f"{name}-{at}", Offer(None if price is None else Money(price, "KRW"), quantity=at))
        for at, price in enumerate(prices)
    )
    return Product(name, Text("녹차", "Green tea"), variants)


def compiled(*products: Product) -> Vocabulary:
    return compile_vocabulary(products, [], [], [], LEXICON, "KRW")


def test_prices_are_those_of_a_vocabulary_compiled_anew() -> None:
    before = compiled(tea("a", 300, 100), tea("b", 500), tea("c", 700))
    after = (tea("a", 300, 900), tea("b", None), tea("c", 700))
    moved = reoffered(before, after[:2])
    anew = compiled(*after)
    assert moved.numbers["price"] == anew.numbers["price"] == {0: 300.0, 2: 700.0}
    assert moved.carrying["price"] == anew.carrying["price"]
    assert moved.numbers["quantity"] == anew.numbers["quantity"]
    assert moved.terms == before.terms


def test_a_discount_that_comes_and_goes() -> None:
    cheap = tea("a", 100)
    dear = replace(cheap, variants=(Variant("a-0", Offer(Money(50, "KRW"), Money(100, "KRW"))),))
    assert reoffered(compiled(cheap), [dear]).numbers["discount"] == {0: 50.0}
    assert reoffered(compiled(dear), [cheap]).numbers["discount"] == {}


def test_nothing_and_strangers_change_nothing() -> None:
    before = compiled(tea("a", 100))
    assert reoffered(before, []) is before
    assert reoffered(before, [tea("z", 1)]).numbers["price"] == {0: 100.0}
