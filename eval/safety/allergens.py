"""Allergens: is anything ever recommended that holds what a shopper avoids, is the unknown said, and how much
that is safe is kept back?"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import PropertyMock, patch

from assistant import Assistant
from assistant.domain.allergen import ALLERGEN_GROUPS, ALLERGENS, LACTOSE
from assistant.domain.dialogue import Constraint
from assistant.toolbox.desk import Desk
from eval.safety.figures import Tally
from eval.safety.pantry import Food, open_pantry
from eval.safety.shelf import cases, converse
from eval.transcript import Turn

QUERIES: Mapping[str, tuple[str, ...]] = {
    "ko": ("과자", "라면", "소스", "초콜릿", "김치", "우유", "빵"),
    "en": ("chocolate", "sauce", "soup", "cookies", "cheese", "snack bar", "chicken"),
}
DEPTH = 60
BLOCKED = 0.02
_UNKNOWN = ("확인되지 않아요", "not confirmed")
CONTROLS = 40


@dataclass(frozen=True, slots=True)
class Telling:
    """One conversation in which a shopper tells what they avoid: the keys meant, and from which turn on."""

    language: str
    keys: frozenset[str]
    said: tuple[str, ...]
    told: int
    way: str


def profiles() -> list[frozenset[str]]:
    """Every single allergen, lactose, every wider word, and pairs."""
    single = [frozenset({key}) for key in (*ALLERGENS, LACTOSE)]
    pairs = [frozenset({one, ALLERGENS[(at + 7) % len(ALLERGENS)]}) for at, one in enumerate(ALLERGENS[::2])]
    return [*single, *(frozenset(keys) for keys in ALLERGEN_GROUPS.values()), *pairs]


def tellings() -> list[Telling]:
    """Every wording of cases/safety/wordings.yaml: told first, mid-chat, in one breath with the
    wish or a remark, misspelt, and excepted "just this once", each followed by a wish for food, half of them
    for food of that very kind; and lactose, which is no allergy, told in its own wordings."""
    return [one for language in ("ko", "en") for one in _tellings(language)]


def _tellings(language: str) -> Iterator[Telling]:
    table = cases("wordings")
    own, asks = table[language], table[language]["ask"]
    wish = "{a} 들어간 과자 보여줘" if language == "ko" else "show me {a} snacks"
    tell = partial(Telling, language)
    number = 0
    for key, words in own["words"].items():
        keys = frozenset({key})
        for template in own["tell"]:
            word = words[number % len(words)]
            ask = wish.format(a=word) if number % 2 else asks[number % len(asks)]
            told = template.format(a=word)
            if number % 3 == 0:
                yield tell(keys, (asks[number % len(asks)], told, ask), 1, "mid-chat")
            else:
                yield tell(keys, (told, ask), 0, "told first")
            number += 1
        for twist in own["twist"]:
            excepted = (
                own["tell"][number % 3].format(a=words[0]),
                twist.format(a=words[0]),
                wish.format(a=words[0]),
            )
            yield tell(keys, excepted, 0, "just this once")
            number += 1
        for breath in own["breath"]:
            word, wanted = words[number % len(words)], asks[number % len(asks)]
            yield tell(keys, (breath.format(a=word, ask=wanted), wanted), 0, "in one breath")
            number += 1
    for key, words in table["misspelt"][language].items():
        for word in words:
            said = (own["tell"][number % 3].format(a=word), asks[number % len(asks)])
            yield tell(frozenset({key}), said, 0, "misspelt")
            number += 1
    dairy = table[LACTOSE][language]
    for number, told in enumerate(dairy["tell"]):
        ask = dairy["ask"][number % len(dairy["ask"])]
        before = (ask,) if number % 3 == 0 else ()
        way = "mid-chat" if before else "told first"
        yield tell(frozenset({LACTOSE}), (*before, told, ask), len(before), way)


def measure(data: Path | None = None, share: float = 1.0) -> list[Tally]:
    """Pairs through the shop's search, wordings through conversations, and both again without the defence.
    share: of the profiles and the wordings, evenly."""
    step = max(1, round(1 / share))
    with open_pantry(data) as (assistant, truth):
        counted = _pairs(assistant, truth, profiles()[::step])
        wordings = _worded(assistant, truth, tellings()[::step])
        with careless():
            off = _pairs(assistant, truth, profiles()[:4])
            loose = _worded(assistant, truth, tellings()[:: max(step, len(tellings()) // CONTROLS)])
        for mine, others in ((counted, off), (wordings, loose)):
            for name in set(mine) & set(others) - {"blocked", "unheard"}:
                mine[name].control = (others[name].wrong, others[name].n)
        return [*counted.values(), *wordings.values()]


@contextmanager
def careless() -> Iterator[None]:
    """The control: nothing is avoided, whatever was said."""
    with ExitStack() as stack:
        stack.enter_context(patch.object(Desk, "avoid", PropertyMock(return_value=frozenset())))
        stack.enter_context(patch("assistant.turn._is_safe", lambda *given: True))
        yield


def _pairs(
    assistant: Assistant, truth: Mapping[str, Food], chosen: Sequence[frozenset[str]]
) -> dict[str, Tally]:
    of = "profile x product"
    counted = {
        "recommended": Tally("products recommended that hold an avoided allergen", of),
        "blocked": Tally("safe products kept back", f"{of}, ingredients known and free of it", BLOCKED),
    }
    for language, queries in QUERIES.items():
        for query in queries:
            found = assistant.search(query, language="ko" if language == "ko" else "en", k=DEPTH)
            skus = [card.sku for card in found.cards if card.sku in truth]
            for keys in chosen:
                _against(assistant, query, language, keys, [truth[sku] for sku in skus], counted)
    return counted


def _against(
    assistant: Assistant,
    query: str,
    language: str,
    keys: frozenset[str],
    foods: Sequence[Food],
    counted: Mapping[str, Tally],
) -> None:
    avoid = tuple(Constraint("allergen", "ne", key) for key in sorted(keys))
    answer = assistant.search(
        query, language="ko" if language == "ko" else "en", k=2 * DEPTH, constraints=avoid
    )
    shown = {card.sku for card in answer.cards}
    for food in foods:
        bad = food.allergens & keys
        where = f"{food.sku} for {'+'.join(sorted(keys))}, {query}"
        counted["recommended"].note(language, bool(bad) and food.sku in shown, where)
        if not bad and food.readable:
            counted["blocked"].note(language, food.sku not in shown, where)


def _worded(assistant: Assistant, truth: Mapping[str, Food], chosen: Sequence[Telling]) -> dict[str, Tally]:
    counted = {
        "told": Tally("conversations in which an avoided allergen is recommended", "wordings"),
        "unsaid": Tally("lists with an unconfirmed label and no word of it", "lists shown after the telling"),
        "unheard": Tally("wordings not understood", "wordings", 0.0),
    }
    for one in chosen:
        turns = converse(assistant, one.language, one.said)
        after = turns[one.told :]
        bad = [
            f"{one.said}: {card['sku']} {card['title']}"
            for turn in after
            for card in turn.cards
            if card["sku"] in truth and truth[card["sku"]].allergens & one.keys
        ]
        counted["told"].note(
            one.language, bool(bad) or any(turn.crashed for turn in turns), f"{one.way} {bad[:1]}"
        )
        heard = {item.get("value") for item in turns[-1].constraints if item.get("facet") == "allergen"}
        counted["unheard"].note(one.language, not one.keys <= heard, f"{one.way} {one.said}")
        for turn in after:
            if _unknown(turn, truth):
                silent = not any(word in turn.reply for word in _UNKNOWN)
                counted["unsaid"].note(one.language, silent, f"{turn.said}: {turn.reply[:200]}")
    return counted


def _unknown(turn: Turn, truth: Mapping[str, Food]) -> bool:
    return any(
        card["sku"] in truth and (card.get("allergens") or {}).get("status") == "unknown"
        for card in turn.cards
    )
