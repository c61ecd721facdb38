"""What a shop assistant does not do: harm (unsafe), and other people's trades (out of scope).

Ordinary shopping is never refused: knives, insect killers and toy guns are goods. The words are data,
`refusals.tsv`: a family is meant when one of its phrases is said, or a thing and an act of it in one
sentence. Phrases under `unless` are ordinary (마약김밥, bath bomb) and are not read. A * before a Korean
form: it need not begin a word. A family may have kinds, each with things and acts of its own
(`medical:medicine`): a medicine and how it is taken, a symptom and what helps.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from assistant.understanding.normalise import clean, lowered, without_markup

Family = Literal[
    "self_harm", "weapons", "drugs", "violence", "crime", "sexual", "abuse", "prompt", "privacy",
    "price_forged", "haggle", "medical", "legal", "off_topic",
]  # fmt: skip
UNSAFE: tuple[Family, ...] = (
    "self_harm", "prompt", "crime", "privacy", "price_forged", "weapons", "drugs", "violence", "sexual",
    "abuse",
)  # fmt: skip
"""Refused whatever else is said, gravest first."""
BEYOND: tuple[Family, ...] = ("haggle", "medical", "legal", "off_topic")
"""Not a shop's to answer; the last gives way to shopping for goods of this shop."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")


@dataclass(frozen=True, slots=True)
class _Words:
    """One family's patterns; None where the table has no such row. `need` must be said as well."""

    phrase: re.Pattern[str] | None
    thing: re.Pattern[str] | None
    act: re.Pattern[str] | None
    need: re.Pattern[str] | None
    unless: re.Pattern[str] | None

    def meant(self, text: str) -> bool:
        """True when lower-cased `text` asks for what this family names."""
        text = self.unless.sub("□", text) if self.unless else text
        if self.phrase and self.phrase.search(text):
            return True
        return any(self._in_one(sentence) for sentence in _SENTENCE.split(text))

    def _in_one(self, sentence: str) -> bool:
        named = self.thing and self.act and self.thing.search(sentence) and self.act.search(sentence)
        wanted = self.need is None or self.need.search(sentence) or _is_korean(sentence)
        return bool(named and wanted)


def refused(low: str) -> Family | None:
    """The gravest family of UNSAFE that lower-cased text asks for; None when it asks for none."""
    return next((family for family in UNSAFE if _meant(family, low)), None)


def is_unsafe(low: str) -> bool:
    """True for harm, attacks on the assistant, other people's data and abuse (lower-cased text)."""
    return refused(low) is not None


def is_excepted(low: str) -> bool:
    """True when lower-cased text says what only sounds like one of the families: 마약김밥, bath bomb."""
    return any(words.unless and words.unless.search(low) for words in _families().values())


def is_out_of_scope(low: str, knows_goods: bool, of_shown: bool = False) -> bool:
    """True for another trade's question. With goods of this shop and a shopping word it is shopping; so is
    what is asked `of_shown` products and would be off topic otherwise: which is for bad weather."""
    family = _beyond(low, knows_goods)
    return family is not None and not (of_shown and family == "off_topic")


def is_medical(low: str) -> bool:
    """True for what a doctor or a pharmacist is asked, whatever goods are named beside it: a medicine and how
    it is taken, a symptom and what helps (lower-cased text). Goods for somebody unwell are shopping."""
    return any(name.startswith("medical:") and words.meant(low) for name, words in _families().items())


def concern(text: str) -> Family | None:
    """Why a request in the shopper's own words is declined, to choose the words that decline it; None when
    no family says why."""
    low = lowered(without_markup(clean(text)))
    return refused(low) or _beyond(low, knows_goods=False)


def _beyond(low: str, knows_goods: bool) -> Family | None:
    shops = knows_goods and _families()["shopping"].meant(low)
    return next(
        (family for family in BEYOND if not (shops and family != "haggle") and _meant(family, low)), None
    )


def _meant(family: Family, low: str) -> bool:
    """True when the family's own words, or those of one of its kinds, are said."""
    return any(name.split(":")[0] == family and words.meant(low) for name, words in _families().items())


@cache
def _families() -> Mapping[str, _Words]:
    cells: dict[str, dict[str, list[str]]] = {}
    table = files("assistant.understanding").joinpath("refusals.tsv").read_text(encoding="utf-8")
    for line in table.splitlines()[1:]:
        family, part, forms = line.split("\t")
        cells.setdefault(family, {}).setdefault(part, []).extend(forms.split("|"))
    return {
        family: _Words(*(_pattern(parts.get(part, [])) for part in _Words.__slots__))
        for family, parts in cells.items()
    }


def _pattern(forms: list[str]) -> re.Pattern[str] | None:
    """Korean forms begin a word and may go on; English ones are whole words; * at the start lifts that."""
    longest = [form for form in sorted(set(forms), key=lambda form: (-len(form), form)) if form]
    free = [form for form in longest if form.startswith("*") or not any(char.isalnum() for char in form)]
    korean = [form for form in longest if form not in free and _is_korean(form)]
    english = [form for form in longest if form not in free and not _is_korean(form)]
    parts = [
        *(_form(form.removeprefix("*")) for form in free),
        *([rf"(?<![가-힣ㄱ-ㅎ])(?:{'|'.join(map(_form, korean))})"] if korean else []),
        *([rf"(?<![a-z0-9])(?:{'|'.join(map(_form, english))})(?![a-z])"] if english else []),
    ]
    return re.compile("|".join(parts)) if parts else None


def _form(form: str) -> str:
    gap = r"\s?" if _is_korean(form) else r"\s+"
    return gap.join(_token(token) for token in form.split(" "))


def _token(token: str) -> str:
    """A word as a pattern; \\d and \\d+ stand for a digit and digits, [...] for one of its signs."""
    if token.startswith("["):
        return token
    return re.escape(token).replace(r"\\d\+", r"\d+").replace(r"\\d", r"\d")


def _is_korean(text: str) -> bool:
    return any("가" <= char <= "힣" or "ㄱ" <= char <= "ㅎ" for char in text)
