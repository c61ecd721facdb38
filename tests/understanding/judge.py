"""Cases as lines of text and how a Request is judged against them.

A line: scene | utterance | expectations. Expectations: i:intent (a/b for either), q:words of the query,
facet=value facet!=value price<=N ... (constraints), r:2,3 (places in the last list) or SKUs or - (none), n:2
quantity, nd:a,b needs, srt:order, ask:topic, ch:field+value (add) field-value field=value (set), st: store,
sv: service, pol: policy, rej: places turned down, ans:yes, more. Hard conditions nobody expects are failures.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from assistant.domain.allergen import ALLERGEN_GROUPS
from assistant.domain.dialogue import Constraint, Pending, ProfileChange, Request, Session
from assistant.domain.product import Product
from assistant.domain.text import Language
from assistant.understanding import Vocabulary, understand
from tests.understanding.shops import by_sku, demo, demo_products, session, showing, with_cart

CASES = Path(__file__).parent / "cases"
_CONDITION = re.compile(r"(?P<facet>[a-z_]+)(?P<op><=|>=|!=|=|<|>)(?P<value>\S+)")
_OPS = {"<=": "le", ">=": "ge", "<": "lt", ">": "gt"}


@dataclass(frozen=True)
class Case:
    scene: str
    text: str
    wanted: tuple[str, ...]
    language: Language


@cache
def cases(name: str) -> tuple[Case, ...]:
    language: Language = "ko" if name.startswith("ko") else "en"
    found = []
    for line in (CASES / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            scene, text, wanted = (part.strip() for part in line.split(" | ", 2))
            found.append(Case(scene, text, tuple(wanted.split()), language))
    return tuple(found)


@cache
def scene(name: str, language: Language) -> Session:
    products = demo_products()
    helmets = showing(products, "헬멧" if language == "ko" else "helmet", _titled("헬멧"), 5, language)
    if name == "helmets":
        return helmets
    if name == "milk":
        return showing(products, "우유" if language == "ko" else "milk", _titled("우유"), 5, language)
    if name == "cart":
        return with_cart(helmets, {"G-0002": 2, "G-0019": 1, "ES-010": 1})
    if name == "consent":
        asked = Pending("consent_health", (ProfileChange("allergens", "add", "peanut"),))
        return replace(session(language), pending=asked)
    return session(language)


def _titled(word: str):  # type: ignore[no-untyped-def]
    return lambda product: word in product.title.ko


@cache
def everything() -> Mapping[str, Product]:
    return by_sku(demo_products())


def heard(case: Case, vocabulary: Vocabulary | None = None) -> Request:
    now = scene(case.scene, case.language)
    skus = {sku for shown in now.shown for sku in shown.skus} | {line.sku for line in now.cart.lines}
    shown = {sku: everything()[sku] for sku in skus}
    return understand(case.text, now, vocabulary or demo(), shown)


def hear(text: str, now: Session) -> Request:
    """What these words ask of the demo shop in this session."""
    return understand(text, now, demo(), {sku: everything()[sku] for sku in now.seen()})


def avoided(request: Request) -> set[object]:
    """The allergens that nothing shown may hold."""
    return {
        one.value for one in request.constraints if one.facet == "allergen" and one.op == "ne" and one.hard
    }


def faults(case: Case, request: Request) -> list[str]:
    """What is wrong with the request; [] when it is right."""
    found: list[str] = []
    last = next((shown.skus for shown in reversed(scene(case.scene, case.language).shown)), ())
    if request.language != case.language:
        found.append(f"language {request.language}")
    conditions: list[tuple[str, str, str]] = []
    for wanted in case.wanted:
        name, _, value = wanted.partition(":")
        match = _CONDITION.fullmatch(wanted)
        if match and name not in ("ch",):
            conditions.append((match["facet"], match["op"], match["value"]))
        elif not _right(name, value, request, last):
            found.append(f"{wanted} (got {_shown(name, request)})")
    return found + condition_faults(conditions, request.constraints)


def condition_faults(wanted: list[tuple[str, str, str]], given: tuple[Constraint, ...]) -> list[str]:
    found = [
        f"missing {f}{op}{value}"
        for f, op, value in wanted
        if not any(_meets(c, f, op, value) for c in given)
    ]
    for one in given:
        expected = any(
            _meets(one, f, op, value) or (f == one.facet and one.facet == "allergen")
            for f, op, value in wanted
        )
        if one.hard and not expected and one.facet not in ("store", "title"):
            found.append(f"surplus {one.facet} {one.op} {one.value}")
    return found


def _meets(one: Constraint, facet: str, op: str, value: str) -> bool:
    if one.facet != facet:
        return False
    if op in _OPS:
        return one.op == _OPS[op] and abs(float(str(one.value)) - float(value)) < 0.01
    held = {str(item) for item in one.value} if isinstance(one.value, tuple) else {_plain(one.value)}
    asked = {
        item.replace("_", " ") if facet in ("brand", "category", "material", "color") else item
        for item in value.split(",")
    }
    if facet == "allergen" and value in ALLERGEN_GROUPS:
        asked = set(ALLERGEN_GROUPS[value])
        return op == "!=" and one.op == "ne" and bool(held & asked)
    if op == "!=":
        return one.op in ("ne", "not_in") and bool(held & asked)
    return one.op in ("eq", "in") and held == asked


def _plain(value: object) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)


def _right(name: str, value: str, request: Request, last: tuple[str, ...]) -> bool:
    match name:
        case "i":
            return request.intent in value.split("/")
        case "q":
            return all(word.lower() in request.query.lower() for word in value.split(","))
        case "r" | "rej":
            given = request.references if name == "r" else request.rejected
            wanted = (
                ()
                if value == "-"
                else tuple(last[int(v) - 1] if v.isdigit() else v for v in value.split(","))
            )
            return set(given) == set(wanted)
        case "n":
            return request.quantity == int(value)
        case "nd":
            return [need.lower() for need in request.needs] == [v.replace("_", " ") for v in value.split(",")]
        case "srt":
            return request.sort == value
        case "ask":
            return value in request.asks
        case "ch":
            return any(_change(one) == value for one in request.changes)
        case "st":
            return request.store_ids == (value,)
        case "sv":
            return request.service_id == value
        case "pol":
            return value in request.policy_ids
        case "ans":
            return request.answer == value
        case "more":
            return request.more
    raise ValueError(f"expectation {name!r} is not known")


def _change(one: ProfileChange) -> str:
    return f"{one.field}{ {'add': '+', 'remove': '-', 'set': '='}[one.action] }{one.value}"


def _shown(name: str, request: Request) -> object:
    return {
        "i": request.intent, "q": request.query, "r": request.references, "rej": request.rejected,
        "n": request.quantity, "nd": request.needs, "srt": request.sort, "ask": request.asks,
        "ch": request.changes, "st": request.store_ids, "sv": request.service_id, "pol": request.policy_ids,
        "ans": request.answer, "more": request.more,
    }.get(name)  # fmt: skip
