"""What kind of thing a product is: the product types its category's last step and its titles' heads name."""

import re
from collections.abc import Iterable, Iterator, Sequence

from assistant.domain.product import Product
from assistant.lexicon import Concept, Lexicon, fold, has_hangul, surface_key
from assistant.retrieval.analysis import runs
from assistant.retrieval.concepts import ConceptFinder
from assistant.retrieval.document import leaf

JOINING = frozenset({"for", "with", "of", "in", "and", "to", "from", "by", "on"})
TELLING = JOINING | {
    "over", "off", "than", "under", "into", "onto", "through", "without", "before", "after", "while", "when",
    "if", "because", "that", "which", "where", "until", "against", "around", "between", "during", "inside",
    "near", "at", "so", "but",
}  # fmt: skip
"""What a request names comes before these; what follows only tells more of it: shred cheese over pasta."""


_Span = tuple[int, int, tuple[Concept, ...]]
_SEGMENTS = re.compile(r"[,()\[\]/|:;]|\s[-–]\s")
_SUNDRY = (
    "용품", "소품", "부품", "액세서리", "악세서리", "기타", "잡화",
    "supplies", "accessories", "parts", "other", "misc",
)  # fmt: skip
"""A category step with one of these holds things about a type, not the type itself."""
_HOLDERS = (
    "bag", "pack", "packet", "box", "bottle", "jar", "can", "tin", "tube", "carton", "sachet", "pouch",
    "case", "set", "pair", "roll", "sheet", "bunch", "piece", "kind", "type", "sort", "bundle",
)  # fmt: skip
"""Words that before "of" say only how much, or how it comes."""


class Kinds:
    """Names product types. A type is known by its concept id; `family` adds what is broader."""

    def __init__(self, lexicon: Lexicon, finder: ConceptFinder) -> None:
        self._lexicon = lexicon
        self._finder = finder
        self._holders = frozenset(finder.stem(word) for word in _HOLDERS)
        self._families: dict[str, frozenset[str]] = {}
        self._named_after: dict[str, frozenset[str]] = {}
        self._leaves: dict[str, frozenset[str]] = {}
        self._trades: dict[str, set[str]] = {}
        self._by_head: dict[str, list[Concept]] = {}
        self._begun: dict[str, list[str]] = {}
        for one in (one for one in lexicon.concepts.values() if one.kind == "product_type"):
            self._trades.setdefault(one.domain, set()).add(one.concept_id)
            for beginning in _beginnings(one):
                self._begun.setdefault(beginning, []).append(one.concept_id)
            for form in one.en:
                if len(words := surface_key(form).split()) == 1:
                    self._by_head.setdefault(finder.stem(words[0]), []).append(one)

    def of_product(self, product: Product) -> frozenset[str]:
        """Types the product is one of, with everything broader; empty when nothing known is named. A shelf of
        several kinds ("water, soft drinks") tells only of what no title names: a cola is no water."""
        titled = {kind for title in product.title.both() for kind in self.of_title(title)}
        steps = [leaf(path) for path in product.category.both()]
        shelved = {kind for step in steps if len(_names(step)) == 1 for kind in self._of_leaf(step)}
        if not titled:
            shelved = {kind for step in steps for kind in self._of_leaf(step)}
        return self.widened(self._sure(titled, shelved, product) | shelved)

    def _sure(self, titled: set[str], shelved: set[str], product: Product) -> set[str]:
        """A title's types; one of another trade than the shelf's, that does not end the title, is a word in
        passing: the date of a Rolex is no fruit."""
        trades = {self._lexicon.concepts[kind].domain for kind in shelved}
        ends = {kind for title in product.title.both() for kind in self.of_query(runs(fold(title)))}
        return {
            kind
            for kind in titled
            if not trades or kind in ends or self._lexicon.concepts[kind].domain in trades
        }

    def of_title(self, title: str) -> frozenset[str]:
        """Types at the head of the first type-naming stretch of a title: "laptop bag" is a bag, "shampoo for
        dogs" a shampoo, "caramel leather tote" a tote. A type with an unknown name right behind it is no
        head: "bike wash"."""
        for segment in _SEGMENTS.split(fold(title)):
            words = runs(segment)
            spans = self._spans(words)
            if spans:
                head = spans[0]
                for span in spans[1:]:
                    if span[0] > head[1] and not self._are_properties(words[head[1] : span[0]]):
                        break
                    head = span
                ended = self._ends(words, head)
                return frozenset(kind.concept_id for kind in head[2]) if ended else frozenset()
        return frozenset()

    def of_query(self, words: Sequence[str]) -> frozenset[str]:
        """Types a query asks for: the head before any joining word; empty when it names none. What is held is
        asked for, not what holds it: a bag of chips is no bag."""
        cut = next((at for at, word in enumerate(words) if at and word in TELLING), len(words))
        if cut < len(words) and words[cut] == "of" and self._finder.stem(words[cut - 1]) in self._holders:
            return self.of_query(words[cut + 1 :])
        spans = self._spans(words[:cut])
        if not spans or spans[-1][1] != cut:
            return frozenset()
        return frozenset(concept.concept_id for concept in spans[-1][2])

    def for_these(self, kinds: Iterable[str]) -> frozenset[str]:
        """Types named after these that are something else: a laptop bag for a laptop, apple juice for an
        apple. What is broader or narrower is not among them."""
        found: set[str] = set()
        for kind in kinds:
            if kind not in self._named_after:
                self._named_after[kind] = self._after(self._lexicon.concepts[kind])
            found |= self._named_after[kind]
        return frozenset(found)

    def plainer(self, kinds: Iterable[str]) -> frozenset[str]:
        """What these types are by their head noun in both languages, one word less said: a helmet for a bike
        helmet."""
        return frozenset(
            plain.concept_id
            for kind in kinds
            for form in self._lexicon.concepts[kind].en
            if len(words := surface_key(form).split()) > 1
            for plain in self._by_head.get(self._finder.stem(words[-1]), ())
            if plain.concept_id != kind and _ends_alike(self._lexicon.concepts[kind], plain)
        )

    def _after(self, asked: Concept) -> frozenset[str]:
        keys = surface_key(asked.ko[0]), surface_key(asked.en[0])
        return frozenset(
            other
            for key in keys
            for other in self._begun.get(key, ())
            if asked.concept_id not in self._family(other) and other not in self._family(asked.concept_id)
        )

    def kin(self, kinds: Iterable[str]) -> frozenset[str]:
        """These types and what is broader within their own trade: wireless earphones are kin to headphones
        (audio), a cake to bread (bakery) and not to all food. With nothing broader known the whole trade is
        kin."""
        found = set(kinds)
        for kind in kinds:
            trade, family = self._lexicon.concepts[kind].domain, self._family(kind)
            found |= {one for one in family if self._lexicon.concepts[one].domain == trade}
            if len(family) == 1:
                found |= self._trades[trade]
        return frozenset(found)

    def widened(self, kinds: Iterable[str]) -> frozenset[str]:
        """These types and every broader one."""
        return frozenset().union(*(self._family(kind) for kind in kinds))

    def _ends(self, words: Sequence[str], head: _Span) -> bool:
        """Does the name end where `head` does? A Korean one before the end, a number or a property; an
        English one unless one of the next six words is what another type is called ("mouse wrist pillow")."""
        at = head[1]
        if at >= len(words) or not words[at].isalpha() or words[at] in JOINING:
            return True
        if not has_hangul(words[at]):
            own = set(words[head[0] : at])
            return not any(self._finder.is_head(word) and word not in own for word in words[at : at + 6])
        named = (self._finder.of(words[at:end]) for end in range(min(len(words), at + 2), at, -1))
        return any(concept.kind != "product_type" for concepts in named for concept in concepts)

    def _are_properties(self, words: Sequence[str]) -> bool:
        """Do all of these tell what something is made of or looks like?"""
        return all(
            any(one.kind in ("material", "colour") for one in self._finder.of([word])) for word in words
        )

    def _of_leaf(self, step: str) -> frozenset[str]:
        if step not in self._leaves and any(word in fold(step) for word in _SUNDRY):
            self._leaves[step] = frozenset()
        if step not in self._leaves:
            found: set[str] = set()
            for name in _names(step):
                spans = self._spans(runs(fold(name)))
                if spans:
                    found |= {concept.concept_id for concept in spans[-1][2]}
            self._leaves[step] = frozenset(found)
        return self._leaves[step]

    def _spans(self, words: Sequence[str]) -> list[_Span]:
        """(start, end, product-type concepts) in order; Korean compounds count by what they end in."""
        spans = []
        taken = 0
        named = {mention.start: mention for mention in self._finder.mentions(words)}
        for at, word in enumerate(words):
            if at < taken:
                continue
            mention = named.get(at)
            types = _types(mention.concepts) if mention else ()
            if mention and types:
                spans.append((at, mention.end, types))
                taken = mention.end
            elif ending := _types(self._finder.ending(word)):
                spans.append((at, at + 1, ending))
        return spans

    def _family(self, kind: str) -> frozenset[str]:
        if kind not in self._families:
            chain, current = [], kind
            while current and current not in chain:
                chain.append(current)
                current = self._lexicon.concepts[current].broader
            self._families[kind] = frozenset(chain)
        return self._families[kind]


def _names(step: str) -> list[str]:
    """The kinds a category step lists: 생수·음료·커피, Tires & Tubes."""
    return [name for name in re.split(r"[·/&,]", step) if name.strip()]


def _beginnings(concept: Concept) -> Iterator[str]:
    """What the canonical names begin with and go on after: two Korean syllables or more, English words."""
    korean, english = surface_key(concept.ko[0]), surface_key(concept.en[0]).split()
    yield from (korean[:end] for end in range(2, len(korean)))
    yield from (" ".join(english[:end]) for end in range(1, len(english)))


def _ends_alike(named: Concept, plain: Concept) -> bool:
    """Does a Korean name end in the plainer one and say something before it?"""
    forms = {surface_key(form) for form in plain.ko}
    return any(
        len(form) > 1 and name.endswith(form) and name != form
        for name in map(surface_key, named.ko)
        for form in forms
    )


def _types(concepts: Iterable[Concept]) -> tuple[Concept, ...]:
    return tuple(concept for concept in concepts if concept.kind == "product_type")
