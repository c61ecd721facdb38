"""A shopper's words as parts to match: each part with every form it may take in this catalogue."""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from assistant.lexicon import Concept, Lexicon, fold, has_hangul
from assistant.lexicon.unnamed import is_unnamed
from assistant.ports import Form, Vectors
from assistant.retrieval.analysis import Analysis, bigrams, compounds, spelled
from assistant.retrieval.concepts import LONGEST, ConceptFinder
from assistant.retrieval.content import Listener, Word, naturalness
from assistant.retrieval.kinds import Kinds
from assistant.retrieval.uses import NOTHING, Told, Uses
from assistant.retrieval.words import CatalogueWords

_MOST_PARTS = 24
_MOST_FORMS = 28
_FEW = 3
_BREAK = re.compile(r"[.!?;,]\s")
_VERB = "·"
"""Stands for a verb where names are looked for."""
_KNOWN = 4_096
"""Words, alone or together, whose parts are kept."""

_CANONICAL, _VARIANT, _NARROWER, _RISKY = 1.0, 0.85, 0.7, 0.5
_BESIDE_SAID = 0.4
"""What another form counts where the catalogue also holds the form the shopper said; where it does not, the
other forms count whole."""
_REPAIRED = 0.95
_ALIKE = 0.9
_PAIRED = 0.85
_BROADER = 0.45
_SHARING = 0.5
_BESIDE_SPLIT = 0.5
_UNSOLD = 0.35


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """One need word. `forms` score how well a product says it, `wholes` tell whether it says it at all;
    `weight` in (0, 1] is its say among the parts; `spoken`: how much the catalogue speaks its language."""

    words: tuple[str, ...]
    forms: tuple[Form, ...]
    wholes: tuple[Form, ...]
    weight: float
    spoken: float
    concepts: tuple[Concept, ...] = ()

    @property
    def names_type(self) -> bool:
        """It may name a type of product."""
        return any(concept.kind == "product_type" for concept in self.concepts)

    @property
    def names_goods(self) -> bool:
        """It may name a type of product or a brand."""
        return any(concept.kind in ("product_type", "brand") for concept in self.concepts)


@dataclass(frozen=True, slots=True)
class Parsed:
    """parts in the shopper's order.  kinds: product types asked for; kin: these and what is broader within
    their trade; others: types only named after them.  told: the folded text, where it may tell a thing by
    its use; else "".  repaired: the text with slips mended, for the dense side.  natural: 0 for keywords to 1
    for a spoken sentence.  named: its words name goods, be it only beside what is told by its use."""

    parts: tuple[Part, ...]
    kinds: frozenset[str]
    kin: frozenset[str]
    others: frozenset[str]
    told: str
    repaired: str
    natural: float
    named: bool = False


class Parser:
    """Parses for one state of the catalogue."""

    def __init__(
        self,
        lexicon: Lexicon,
        analysis: Analysis,
        finder: ConceptFinder,
        kinds: Kinds,
        words: CatalogueWords,
        sold: Collection[str] | None = None,
        uses: Uses | None = None,
    ) -> None:
        """sold: the product types some product of the catalogue is one of; None when nobody looked.  uses:
        what they are for; None to go by their names alone."""
        self._lexicon = lexicon
        self._analysis = analysis
        self._finder = finder
        self._kinds = kinds
        self._words = words
        self._sold = sold
        self._uses = uses
        self._listener = Listener(analysis, finder, words)
        self._known: dict[tuple[Word, ...], tuple[Part, ...]] = {}
        self._children: dict[str, list[Concept]] = {}
        for concept in lexicon.concepts.values():
            if concept.broader:
                self._children.setdefault(concept.broader, []).append(concept)

    def parse(self, text: str) -> Parsed:
        """No parts for text without letters or digits."""
        folded = self._listener.folded(text)
        natural = naturalness(folded)
        words = list(self._listener.words(folded, natural))[:_MOST_PARTS]
        repaired = folded
        for word in words:
            if word.mended != word.said:
                repaired = repaired.replace(word.said, word.mended)
        # A verb names nothing, though it may sound like something: 붓다 is to pour, 붓 a brush.
        naming = [_VERB if word.verbal else word.mended for word in words]
        kinds = self._kinds.of_query(naming if has_hangul(folded) else self._listener.naming(folded))
        parts = list(self._parts(words))
        if kinds and not self._is_sold(kinds):
            plain = self._kinds.plainer(kinds)
            if self._is_sold(plain):
                kinds = plain
            else:
                parts.append(_unanswered(len(parts)))
        kin, others = self._kinds.kin(kinds), self._kinds.for_these(kinds)
        # Few words that name a type somewhere say what is wanted; in a sentence it may only stand by, as may
        # one that nobody sells here.
        few = len(words) <= _FEW and any(part.names_goods for part in parts)
        named = few or (bool(kinds) and self._is_sold(kinds))
        told = folded if not named or is_unnamed(folded) else ""
        return Parsed(tuple(parts), kinds, kin, others, told, repaired, natural, named=few or bool(kinds))

    def told(self, parsed: Parsed, vector: Vectors) -> Told:
        """What a request with this query vector tells by its use; nothing where it names what is meant: a
        bottle to carry on the bike is no bike, but a bike to carry bottles is."""
        if self._uses is None or not parsed.told:
            return NOTHING
        told = self._uses.of(parsed.told, vector)
        if not told.uses:
            return told if is_unnamed(parsed.told) else NOTHING
        best = next(iter(told.uses))
        if best in parsed.kinds or (parsed.named and told.uses[best] < 1.0):
            return NOTHING
        return Told({kind: sure for kind, sure in told.uses.items() if kind not in parsed.kinds})

    def is_named(self, parsed: Parsed, told: str) -> bool:
        """True when a query made of what was `told` names goods sold here, and that calls them no thing. An
        English sentence without a break says itself what it names: air into a tyre."""
        broken = has_hangul(told) or _BREAK.search(told) is not None
        return bool(parsed.kinds) and self._is_sold(parsed.kinds) and broken and not is_unnamed(fold(told))

    def _is_sold(self, kinds: Iterable[str]) -> bool:
        return self._sold is None or any(kind in self._sold for kind in kinds)

    def _parts(self, words: Sequence[Word]) -> Iterator[Part]:
        at = 0
        while at < len(words):
            end, concepts = self._mention(words, at)
            some = tuple(words[at:end])
            known = self._known.get(some)
            if known is None:
                if len(self._known) >= _KNOWN:
                    self._known.clear()
                known = self._known[some] = tuple(self._named(some, concepts))
            yield from known
            at = end

    def _named(self, some: Sequence[Word], concepts: tuple[Concept, ...]) -> Iterator[Part]:
        """The parts of words that stand for one thing."""
        apart = self._apart(some, concepts)
        if not apart:
            yield self._part(some, concepts)
            return
        together = self._together(some, concepts)
        for word in apart:
            yield self._part([word], self._finder.of([word.mended]), together)

    def _apart(self, some: Sequence[Word], concepts: Sequence[Concept]) -> Sequence[Word]:
        """The words of a name to match one by one: a compound nobody lists, and a name the catalogue holds
        neither as said nor by a single word, as it may sell bicycle helmets as helmets; () to match it as
        one."""
        if concepts and (
            self._occurs([word.mended for word in some])
            or any(self._surely(form) for one in concepts for form in (*one.ko, *one.en))
        ):
            return ()
        if len(some) > 1:
            return some
        only = some[0]
        return [Word(piece, piece, only.weight) for piece in self._words.split(only.mended)]

    def _surely(self, form: str) -> bool:
        """Is the form one word that the catalogue holds? Of several words each may stand elsewhere."""
        _, words = spelled(form)
        return len(words) == 1 and self._occurs(words)

    def _together(self, some: Sequence[Word], concepts: Iterable[Concept]) -> tuple[Form, ...]:
        return tuple(self._expanded(" ".join(word.mended for word in some), concepts, wider=False))

    def _mention(self, words: Sequence[Word], at: int) -> tuple[int, tuple[Concept, ...]]:
        """The longest stretch from `at` that names concepts this catalogue has a word for; a single word
        names its concepts even when it has none."""
        for end in range(min(len(words), at + LONGEST), at, -1):
            some = words[at:end]
            if any(word.verbal for word in some):
                continue
            spoken = [word.mended for word in some]
            concepts = self._finder.of(spoken)
            if concepts and (end == at + 1 or self._occurs(spoken) or any(self._occurring(concepts))):
                return end, concepts
        return at + 1, ()

    def _occurring(self, concepts: Iterable[Concept]) -> Iterator[bool]:
        for concept in concepts:
            for form in (*concept.ko, *concept.en):
                yield self._occurs(spelled(form)[1])

    def _part(
        self, some: Sequence[Word], concepts: tuple[Concept, ...], together: tuple[Form, ...] = ()
    ) -> Part:
        said, mended = tuple(word.said for word in some), tuple(word.mended for word in some)
        forms = [Form(self._tokens(said), 1.0)]
        if mended != said:
            forms.append(Form(self._tokens(mended), _REPAIRED))
        there = self._occurs(mended)
        paired = () if concepts or len(some) > 1 else tuple(self._paired(mended[0]))
        near = [*paired, *self._expanded(" ".join(mended), concepts, wider=not there or len(some) > 1)]
        if there:
            forms.extend(_beside(forms[-1], near, _BESIDE_SAID if len(some) == 1 else _BESIDE_SPLIT))
        else:
            forms.extend(near)
        if not concepts and not there and len(some) == 1 and not has_hangul(mended[0]):
            shared = self._expanded(mended[0], self._finder.sharing(mended[0]), wider=False)
            forms.extend(replace(form, weight=form.weight * _SHARING) for form in shared)
        forms = [*together, *self._alike(mended), *forms][:_MOST_FORMS]
        wholes = [form for form in forms if form.whole]
        if not there or len(some) == 1:
            # What is only broader does not say it; a name of several words may be meant by its head.
            itself = {form.tokens for form in self._expanded(" ".join(mended), concepts, wider=False)}
            itself |= {form.tokens for form in (*together, *paired, *self._alike(mended))}
            wholes = [form for form in wholes if form.tokens in itself]
        spoken = self._words.spoken(korean=has_hangul(mended[0]))
        wholes.insert(0, Form(self._whole(mended), whole=True))
        return Part(mended, tuple(forms), tuple(wholes), max(word.weight for word in some), spoken, concepts)

    def _alike(self, words: Sequence[str]) -> Iterator[Form]:
        if len(words) == 1:
            for word in self._words.alike(words[0]):
                if self._words.count(word):
                    yield Form(self._whole((word,)), _ALIKE, whole=True)

    def _paired(self, word: str) -> Iterator[Form]:
        """A word nobody but this shop knows, as its bilingual titles say it in the other language."""
        for other in self._words.paired(word):
            yield Form(self._whole((other,)), _PAIRED, whole=True)

    def _expanded(self, surface: str, concepts: Iterable[Concept], *, wider: bool) -> Iterator[Form]:
        """Other forms of the concepts that occur in this catalogue, exact ones first; `wider`: also what is
        one step broader, for want of the thing itself."""
        weighted: dict[str, float] = {}
        for concept in concepts:
            sure = _RISKY if self._lexicon.is_risky(surface, concept) else 1.0
            heads = {concept.ko[0], concept.en[0]}
            for form in (*concept.ko, *concept.en):
                value = sure * (_CANONICAL if form in heads else _VARIANT)
                weighted[form] = max(weighted.get(form, 0.0), value)
            near = [(child, _NARROWER) for child in self._children.get(concept.concept_id, ())]
            if wider and concept.broader:
                near.append((self._lexicon.concepts[concept.broader], _BROADER))
            for other, value in near:
                for form in (other.ko[0], other.en[0]):
                    weighted[form] = max(weighted.get(form, 0.0), sure * value)
        said = fold(surface)
        for form, value in sorted(weighted.items(), key=lambda item: -item[1]):
            folded, words = spelled(form)
            if words and folded != said and self._occurs(words):
                yield Form(self._whole(words), value, whole=True)

    def _occurs(self, words: Sequence[str]) -> bool:
        return all(
            self._words.holds(word) if has_hangul(word) else self._words.stemmed(self._analysis.stem(word))
            for word in words
        )

    def _tokens(self, words: Sequence[str]) -> tuple[tuple[str, float], ...]:
        """Tokens of the words as said: all there may be, each adding its share."""
        tokens: dict[str, float] = {}
        for word in words:
            if has_hangul(word):
                tokens.update({f"g:{gram}": 1.0 for gram in bigrams(word)})
                tokens.update({f"w:{word}": 0.5, f"m:{word}": 0.5})
            else:
                tokens[f"w:{self._analysis.stem(word) if word.isalpha() else word}"] = 1.0
        for compact in compounds(" ".join(words)):
            tokens[f"w:{compact}"] = 1.0
        return tuple(tokens.items())

    def _whole(self, words: Sequence[str]) -> tuple[tuple[str, float], ...]:
        """Tokens that must all be there for the words to be: a Korean word may stand inside a longer one."""
        tokens: dict[str, float] = {}
        for word in words:
            if not has_hangul(word):
                tokens[f"w:{self._analysis.stem(word) if word.isalpha() else word}"] = 1.0
            elif len(word) == 1:
                tokens[f"w:{word}"] = 1.0
            else:
                tokens.update({f"g:{gram}": 1.0 for gram in bigrams(word)})
        return tuple(tokens.items())


def _unanswered(parts: int) -> Part:
    """What a request for a type of goods that nobody sells here leaves unsaid by every product, however many
    of its words they hold: a detergent for washing machines is no washing machine."""
    return Part((), (), (), _UNSOLD * parts, spoken=1.0)


def _beside(said: Form, others: Iterable[Form], scale: float) -> Iterator[Form]:
    """Other forms beside one the catalogue holds: they count less, in all no more than the said one for their
    greater length, and not at all when they only add words to it."""
    spoken = {token for token, weight in said.tokens if weight >= 1.0}
    for form in others:
        tokens = {token for token, _ in form.tokens}
        if not spoken <= tokens:
            yield replace(form, weight=form.weight * scale * min(1.0, len(spoken) / len(tokens)))
