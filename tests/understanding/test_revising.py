"""Words laid over those of before are the words compiled anew."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.domain.money import Money
from assistant.domain.product import Attribute, Offer, Product, Variant
from assistant.domain.text import Text
from assistant.lexicon import load_lexicon
from assistant.understanding import Vocabulary, compile_vocabulary, reoffered, revised

LEXICON = load_lexicon()
NAMES = (
    Text("녹차 티백", "green tea bags"), Text("산악자전거 헬멧", "bike helmet"), Text("블랙 원피스", ""),
    Text("", "steel pan 28 cm"), Text("무선 이어폰", "wireless earbuds"),
)  # fmt: skip
PATHS = (Text("식품 > 차", "Food > Tea"), Text("스포츠 > 자전거", "Sports > Bikes"), Text())
BRANDS = (Text("한빛", "Hanbit"), Text("", "Nord"), Text())
CELLS: Mapping[str, tuple[Attribute, ...]] = {
    "color": ("블랙", "red"), "weight": ("500 g", "1.5 kg"), "맛": ("딸기", "무설탕"), "pack": (2.0, 6.0),
    "waterproof": (True, False),
}  # fmt: skip


@st.composite
def products(draw: st.DrawFn) -> Product:
    number = draw(st.integers(0, 7))
    chosen = draw(st.sets(st.sampled_from(sorted(CELLS)), max_size=3))
    return Product(
        f"p{number}",
        draw(st.sampled_from(NAMES)),
        (Variant(f"S-{number}-{draw(st.integers(0, 1))}", Offer(Money(draw(st.integers(1, 9)), "KRW"))),),
        category=draw(st.sampled_from(PATHS)),
        brand=draw(st.sampled_from(BRANDS)),
        attributes={name: (draw(st.sampled_from(CELLS[name])),) for name in sorted(chosen)},
    )


catalogues = st.lists(products(), max_size=8, unique_by=lambda product: product.product_id)


def compiled(some: Sequence[Product]) -> Vocabulary:
    return compile_vocabulary(some, [], [], [], LEXICON, "KRW")


def told(vocabulary: Vocabulary) -> dict[str, object]:
    """What a vocabulary says, with products by their ids."""

    def ids(numbers: frozenset[int]) -> frozenset[str]:
        return frozenset(vocabulary.product_ids[number] for number in numbers)

    return {
        "index": {word: ids(held) for word, held in vocabulary.index.items()},
        "concepts": {one: ids(held) for one, held in vocabulary.concepts.items()},
        "heads": {one: ids(held) for one, held in vocabulary.heads.items()},
        "carrying": {one: ids(held) for one, held in vocabulary.carrying.items()},
        "edible": ids(vocabulary.edible),
        "size": vocabulary.size,
        "numbered": {sku: vocabulary.product_ids[number] for sku, number in vocabulary.numbered.items()},
        "facets": {
            facet: {value: ids(held) for value, held in values.items()}
            for facet, values in vocabulary.facets.items()
        },
        "numbers": {
            facet: {vocabulary.product_ids[number]: value for number, value in held.items()}
            for facet, held in vocabulary.numbers.items()
        },
        "gauges": {
            (gauge.facet, gauge.dimension, gauge.own): {
                vocabulary.product_ids[number]: value for number, value in gauge.held.items()
            }
            for gauge in vocabulary.gauges
        },
        "counted": vocabulary.counted,
        "closed": vocabulary.closed,
        "absences": {key: set(senses) for key, senses in vocabulary.absences.items()},
        "facet_names": vocabulary.facet_names,
    }


@settings(deadline=None, max_examples=15)
@given(catalogues, catalogues, st.sets(st.integers(0, 7)))
def test_words_laid_over_are_the_words_compiled_anew(
    first: list[Product], changed: list[Product], gone: set[int]
) -> None:
    removed = {f"p{number}" for number in gone} - {product.product_id for product in changed}
    after = {product.product_id: product for product in (*first, *changed)}
    left = [product for product_id, product in after.items() if product_id not in removed]
    over, anew = revised(compiled(first), changed, removed), compiled(left)
    assert told(over) == told(anew)
    # The surface of a value, once heard, is still understood: only what nobody holds any more is forgotten.
    assert {key: set(senses) for key, senses in anew.terms.items()}.items() <= {
        key: set(senses) & set(anew.terms.get(key, senses)) for key, senses in over.terms.items()
    }.items()


def test_the_vocabulary_of_before_stays_as_it_was() -> None:
    tea = Product("tea", NAMES[0], (Variant("T", Offer(Money(5, "KRW"))),), category=PATHS[0])
    before = compiled([tea])
    said = told(before)
    revised(before, [replace(tea, title=Text("홍차", "black tea"))], ())
    assert told(before) == said


def test_prices_told_since_outlive_a_change_of_words() -> None:
    tea = Product("tea", NAMES[0], (Variant("T", Offer(Money(5, "KRW"))),), category=PATHS[0])
    pan = Product("pan", NAMES[3], (Variant("P", Offer(Money(50, "KRW"))),))
    cheap = replace(tea, variants=(Variant("T", Offer(Money(2, "KRW"))),))
    later = revised(reoffered(compiled([tea, pan]), [cheap]), [replace(pan, title=NAMES[4])], ())
    assert later.numbers["price"] == {0: 2.0, 1: 50.0}
