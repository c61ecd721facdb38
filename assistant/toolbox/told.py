# ruff: noqa: E501 - patterns are data: one line each reads best
"""What a product's name or description tells where no attribute does: how much, how many, which colour."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from assistant.domain.product import Product
from assistant.domain.text import Language
from assistant.grounding import sentences
from assistant.lexicon import Lexicon, canonical_value
from assistant.lexicon.amounts import NUMBER, units
from assistant.lexicon.saying import is_foreign, said
from assistant.lexicon.title_amounts import amounts_in
from assistant.understanding.asks import speaks_of
from assistant.understanding.terms import singular

_MEASURED_IN: Mapping[str, frozenset[str]] = {
    "weight": frozenset({"mass"}),
    "net_content": frozenset({"mass", "volume"}),
    "capacity": frozenset({"volume", "data", "charge", "mass"}),
    "size": frozenset({"length"}),
    "persons": frozenset({"persons"}),
    "lumens": frozenset({"light"}),
    "rechargeable": frozenset({"charge", "hours"}),
    "count": frozenset({"pieces", "sheets", "rolls", "tablets"}),
}
"""The dimensions of data/units.tsv that answer a topic."""
_NAMED_BY = {"color": frozenset({"color"}), "material": frozenset({"material"})}
"""Kinds of the lexicon's concepts that answer a topic."""
_WORDED_ALIKE = frozenset(
    {"waterproof", "wireless", "rechargeable", "organic", "washing", "storage", "gender", "origin"}
)
"""Topics asked for in the very words that state them; no diet and no allergen: those the label alone tells."""
_SAID = {
    "origin": re.compile(
        r"[가-힣]{2,6}산(?![가-힣])|국내\s?생산|\b(?:made in|product of|grown in|crafted in|from) [a-z]"
    )
}
_WEARERS = (
    ("unisex", re.compile(r"\bunisex\b|남녀\s?공용|\b(?:men and women|women and men)\b")),
    ("women", re.compile(r"\bwom[ae]n(?:'?s)?\b|\bladies\b|여성|여자")),
    ("men", re.compile(r"(?<![a-z])m[ae]n(?:'?s)?\b|남성|남자")),
    ("kids", re.compile(r"\b(?:kids|children|youth|boys|girls)(?:'s?)?\b|아동|어린이|유아|키즈")),
)
"""Whose goods are, by the words of a name; what is anybody's comes first."""
_NEVER = re.compile(r"(?!)")
_UNIT = re.compile(
    r"(?<![가-힣])몇\s?(?P<ko>[가-힣]+|[a-z]+)|\bhow many (?!(?:in|is|are|of|do|does|come|comes|per|inside|there|i|you)\b)(?P<en>[a-z]+)"
)
_WORDED = r"one|two|three|four|five|six|seven|eight|nine|ten|twelve|한|두|세|네|다섯|여섯|일곱|여덟|아홉|열"
_COUNTED = (
    ("sheets", re.compile(r"(?<![가-힣])(?:한|1)\s?(?:장|매)|장당|매당|\bsheet")),
    ("rolls", re.compile(r"롤|\broll")),
    ("tablets", re.compile(r"(?<![가-힣])(?:한|1)\s?(?:알|정)|알당|정당|\btablet")),
)
"""The facet of a title's amounts that a word counts; packs, bottles and pieces else."""
_SEVERAL = r"종|가지|구|피스|조각|마리|세트|p|set|duo|trio|pack"
_SETS = r"\b(?:set|pack|box|pair|bundle) of (?:\w+)\b|\b(?:duo|trio|quartet|pair|dozen)\b"
_OF_TIME = frozenset({"시", "시간", "번", "층", "day", "days", "hour", "hours", "time", "times"})


def told(product: Product, topic: str, asked: str, language: Language, lexicon: Lexicon) -> tuple[str, str]:
    """The field ("title", "description") and the words of it that answer `topic`, or the unit that `asked`
    counts in: the whole title, else one sentence. ("", "") when neither tells."""
    pattern = _pattern(topic, asked.lower())
    kinds = _NAMED_BY.get(topic, frozenset())
    worded = topic in _WORDED_ALIKE
    if pattern is None and not kinds and not worded:
        return "", ""
    texts = list(_texts(product, language))
    for field, text in (*texts[1:], texts[0]) if worded else texts:
        if pattern is not None and pattern.search(text.lower()):
            return field, text
        if worded and (speaks_of(topic, text.lower()) or _SAID.get(topic, _NEVER).search(text.lower())):
            return field, text
        if kinds and any(
            one.kind in kinds
            for word in re.findall(r"[a-z]{3,}|[가-힣]{2,}", text.lower())
            for one in lexicon.of(word)
        ):
            return field, text
    if topic == "color" and " - " in (title := product.title.in_(language)):
        return "title", title
    return "", ""


def named_in(text: str, topic: str, language: Language, lexicon: Lexicon) -> tuple[str, ...]:
    """The values of `topic` that a text in the other language names, in `language` and as they are written:
    극세사(microfiber); () when it is in `language`, names none, or one that nobody can say."""
    kinds = _NAMED_BY.get(topic)
    if kinds is None or not is_foreign(text, language):
        return ()
    words = [
        word
        for word in re.findall(r"[a-z]{3,}|[가-힣]{2,}", text.lower())
        if any(one.kind in kinds for one in lexicon.of(word))
    ]
    values = {said(topic, word, language, lexicon): word for word in words}
    if any(is_foreign(value, language) for value in values):
        return ()
    return tuple(f"{value}({word})" for value, word in values.items())


def wearer(product: Product, lexicon: Lexicon) -> tuple[str, str]:
    """The field that tells whose it is, and whose: "men", "women", "unisex", "kids"; ("", "") when none does."""
    for value in product.attributes.get("gender", ()):
        whose = canonical_value("gender", str(value), lexicon)
        if any(whose == one for one, _ in _WEARERS):
            return "gender", str(whose)
    for field, texts in (("title", product.title.both()), ("description", product.description.both())):
        found = [one for one, words in _WEARERS if any(words.search(text.lower()) for text in texts)]
        if found:
            return field, found[0] if len(found) == 1 or found[0] == "unisex" else ""
    return "", ""


def counted_in(product: Product, asked: str) -> tuple[int, str] | None:
    """How many of what `asked` counts in its name states, and as written: 30 and "30롤"; None for one, none,
    or several numbers."""
    facet = next((facet for facet, words in _COUNTED if words.search(asked.lower())), "pack_count")
    for title in product.title.both():
        written = amounts_in(title).get(facet) or amounts_in(title).get("pack_count", "")
        if (match := re.match(r"\d+", written)) and int(match[0]) > 1:
            return int(match[0]), written
    return None


_COMES_AS = re.compile(
    r"(?:어떤|무슨)\s?(?:걸로|것으로|거로|종류|버전|형태|형식|옵션|타입)(?:로|으로|가|이|는|은)?\s?(?:나와|나오|나옵|있|고를|파|뭐)"
    r"|(?:종류|옵션|버전)(?:가|이|는|은)?\s?(?:뭐|몇|어떤|어떻)"
    r"|\b(?:what|which) (?:\w+ )?(?:options|versions|formats|variants|kinds|types|editions|choices)\b.*\b(?:it|this|that|they|the|there)\b"
    r"|\bwhat (?:does|do|can) .{2,60}? (?:come|available) (?:in|as|on)\b"
)
"""In what it comes, whatever that is: 어떤 걸로 나와요, what formats does it come in."""


def options_asked(product: Product, asked: str) -> tuple[str, ...]:
    """The options it comes in that `asked` is about: by the name of the option, by one of its values, or of
    whatever sets its variants apart. () when it comes in one alone."""
    if len(product.variants) < 2:
        return ()
    values: dict[str, set[str]] = {}
    for variant in product.variants:
        for name, option in variant.options.items():
            values.setdefault(name, set()).update(text.lower() for text in option.both())
    every = [name for name, held in values.items() if len(held) > 1]
    said = [name for name in every if any(_is_said(text, asked) for text in (*_forms(name), *values[name]))]
    return tuple(said or (every if _COMES_AS.search(asked) else ()))


def _forms(name: str) -> tuple[str, ...]:
    one = name.replace("_", " ").lower()
    return one, f"{one}s", f"{one}es"


def _is_said(text: str, asked: str) -> bool:
    return bool(text) and re.search(rf"(?<![a-z\d가-힣]){re.escape(text)}(?![a-z\d])", asked) is not None


def _texts(product: Product, language: Language) -> Iterator[tuple[str, str]]:
    yield "title", product.title.in_(language)
    for sentence in sentences(product.description.in_(language)):
        yield "description", sentence.strip()


def _pattern(topic: str, asked: str) -> "re.Pattern[str] | None":
    """An amount in the unit asked for, else in any that answers the topic."""
    match = _UNIT.search(asked)
    word = (match["ko"] or match["en"]) if match else ""
    if topic and topic != "count" and not word:
        return _amounts(_MEASURED_IN.get(topic, frozenset()))
    for end in range(min(len(word), 12), 0, -1):
        if (unit := units().get(word[:end]) or units().get(singular(word[:end]))) and word not in _OF_TIME:
            return _amounts(frozenset({unit.dimension}))
        if not ("가" <= word[0] <= "힣"):
            break
    if topic in _MEASURED_IN and topic != "count":
        return _amounts(_MEASURED_IN[topic])
    if word and "가" <= word[0] <= "힣":
        return re.compile(rf"(?:\d|{_WORDED})\s?{re.escape(word[:1])}")
    if word and word not in _OF_TIME:
        return re.compile(rf"(?:{NUMBER}|\b(?:{_WORDED}))[\s-](?:\w+\s){{0,2}}?{re.escape(singular(word))}")
    return _amounts(_MEASURED_IN["count"]) if topic == "count" else None


@lru_cache(maxsize=64)
def _amounts(dimensions: frozenset[str]) -> "re.Pattern[str] | None":
    forms = sorted((form for form, unit in units().items() if unit.dimension in dimensions), key=len)
    if not forms:
        return None
    written = "|".join(re.escape(form) for form in reversed(forms))
    counts = "pieces" in dimensions
    worded = rf"|\b(?:{_WORDED})[\s-](?:{written}|{_SEVERAL})|{_SETS}" if counts else ""
    several = rf"|{_SEVERAL}" if counts else ""
    return re.compile(rf"(?<![\d.a-z])(?![2-6]g\b)(?:{NUMBER})\s?-?(?:{written}{several})(?![a-z]){worded}")
