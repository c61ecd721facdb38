# ruff: noqa: E501 - patterns are data: one line each reads best
"""What in a sentence can be true or false, by kind and place."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from assistant.grounding.amounts import Amount, amounts
from assistant.grounding.clock import dates, times
from assistant.grounding.fits import Fit, fits
from assistant.grounding.labels import Statement, statements
from assistant.grounding.planted import links, orders
from assistant.grounding.promises import Promise, asked, boasts, deeds, promises

Kind = Literal[
    "money", "percent", "number", "stock", "aisle", "rating", "time", "date", "allergen", "diet", "safety",
    "promise", "boast", "deed", "compatibility", "link", "order",
]  # fmt: skip
Said = Amount | Statement | Promise | Fit | frozenset[int] | tuple[int, int] | str | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One checkable statement. `role` refines the kind: stock count/in/out/low/one/many/nowhere, rating
    score/count/many, boast price/anywhere/best/most/rated, deed cart/order/profile."""

    kind: Kind
    start: int
    said: Said
    role: str = ""


_PRICE = re.compile(
    r"(?:가격|값|판매가|정가|정상가|단돈|금액|price[sd]?|costs?|costing"
    r"|priced|\bpay|worth|for only|for just|at just|at only)(?![a-z])[^\d.!?]{0,12}$"
)
_AMOUNTLIKE = re.compile(r"^\d{1,3}(?:,\d{3})+")
_UNIT_AFTER = re.compile(r"^\s?(?:[a-z가-힣%°]|\")")
_MEASURE = re.compile(
    r"^\s?(?:g|kg|mg|ml|l|cl|oz|lbs?|cm|mm|m|each|ea|pcs?|per|inch(?:es)?|units?)(?![a-z])|^\s?[a-z가-힣]{0,3}당"
)
_LEFT = re.compile(
    r"^\s?(?:개|병|봉지?|팩|박스|벌|켤레|대|권|장|세트|점|units?|pieces?"
    r"|pcs|items?|of (?:them|these))?\s?(?:정도|가량|만|밖에|뿐)?\s?(?:이"
    r"|가|은)?\s?(?:안\s)?(?:남|재고|보유|(?:are |is )?(?:still )?(?:left"
    r"|remaining|in stock|available|on the shelf|on hand))"
)
_STOCKED = re.compile(
    r"(?:재고|남은\s?수량|잔여\s?수량|보유\s?수량|stock(?:\s?(?:count"
    r"|level|:))?|remaining)(?:이|가|은|는|수량)?\s?(?:총|현재|약|:|is"
    r"|of|are)?\s?$|(?:only|just)\s$"
)
_COUNT_ONLY = re.compile(r"(?:only|just)\s$")
_STOCK_WORDS = (
    {
        word: value
        for value, word in enumerate(
            ["한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열"], 1
        )
    }
    | {
        word: value
        for value, word in enumerate(
            ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"], 1
        )
    }
    | {"하나": 1, "둘": 2, "셋": 3, "넷": 4, "a couple": 2, "a pair": 2}
)
_WORDED_LEFT = re.compile(
    rf"(?<![가-힣a-z])(?P<n>{'|'.join(_STOCK_WORDS)})\s?(?:개|병|봉지?"
    rf"|팩|박스|벌|켤레|대|권|장|세트|units?|pieces?)?\s?(?:정도|가량"
    rf"|만|밖에|뿐)?\s?(?:안\s)?(?:남|(?:are |is )?(?:left|remaining|in"
    rf" stock))"
)
_STOCK: dict[str, re.Pattern[str]] = {
    "one": re.compile(r"마지막\s?(?:하나|한\s?(?:개|병|팩|대|벌|켤레)|1\s?개)|\blast (?:one|piece|unit|item)\b"),
    "many": re.compile(r"(?:수십|수백|수천)\s?(?:개|병|팩|대|벌)[^.!?]{0,8}(?:있|남)|(?:dozens|hundreds|thousands|tons|loads) "
r"(?:left|in stock|available|remaining)"),
    "out": re.compile(r"품절|재고(?:가|는|도)?\s?(?:현재\s?)?(?:없(?!는지)|떨어|소진)|매진"
r"|다\s?팔렸|동났|out of stock|sold out|not in stock|\bunavailable\b"),
    "low": re.compile(r"얼마\s?(?:안|남지\s?않)|거의\s?(?:다\s?)?(?:안\s?남|없|팔)|마지막\s?(?:수량"
r"|재고|남은)|품절\s?임박|서두르|running low|low stock"
r"|last (?:few|chance)|only a few|almost gone|selling (?:out )?fast|곧\s?품절|금방\s?(?:품절|나가)|hurry"
r"|few left|while (?:stocks?|supplies)"),
    "in": re.compile(r"재고(?:가|는|도)?\s?(?:모두\s?|충분히\s?|넉넉히\s?|지금\s?)?(?:있(?!는지"
r"|으신|나요|을까)|충분|넉넉|여유)|(?<!not )\b(?:in|plenty of|still"
r" in) stock\b|(?<!un)\bavailable (?:now|today|in (?:the )?store"
r"|at (?:the|your|our))|지금\s?바로\s?(?:구매|사실|가져)"),
}  # fmt: skip
_NOWHERE = re.compile(
    r"재고(?:가|는)?\s?있는\s?(?:매장|곳|지점)\S{0,2}\s?(?:\S+\s)?없"
    r"|어느\s?매장에도\s?없|no (?:other )?stores? (?:has|have|carr)|not"
    r" in stock (?:at|in) any"
)
_STOCK_OPEN = re.compile(
    r"있는지|없는지|인지|확인해\s?(?:볼|드릴|보)|까요|whether|if (?:it"
    r"|they)|check|let me|\?$|알\s?수\s?없|모르|can't|don't know|unknown"
    r"|when"
)
_OPEN = re.compile(
    r"(?:영업|운영)\s?중|열려\s?있|문(?:을)?\s?(?:열었|닫았)|닫혀|\b(?:now"
    r"|currently|still) (?:open|closed)\b|\b(?:open|closed) (?:now|today"
    r"|right now)\b"
)
_AISLE = re.compile(
    r"(?<![a-z0-9])(?P<a>[a-z]?-?\d{1,3}[a-z]?)\s?번?\s?(?:통로|매대"
    r"|구역|진열대)|(?:통로|매대|구역|진열대|aisle|shelf|bay)(?:\s(?:번호\s?"
    r"|no\.?\s?|number\s)?(?P<c>[a-z](?=\s|$|[.,!?]))|\s?(?:번호\s?|no\.?\s?"
    r"|number\s)?(?P<b>[a-z]?-?\d{1,3}[a-z]?))(?![a-z가-힣])"
)
_SCORE_AFTER = re.compile(r"^\s?(?:점(?!포|심|검|프|퍼|멸|주|진|등)|stars?\b|★|/\s?5|out of (?:5|five))")
_SCORE_BEFORE = re.compile(
    r"(?:평점|별점|평균|★|rated|ratings?(?: of| is)?:?|scores?)(?:은|는|이|가|을)?\s?(?:평균|약|of)?\s?$"
)
_OUT_OF = re.compile(r"^\s?(?:점)?\s?만점|^\s?점\s?중에?\s")
_OUT_OF_BEFORE = re.compile(r"(?:/|out of)\s?$")
_REVIEWS_AFTER = re.compile(
    r"^\s?(?:개|건|명|분)?(?:의|이)?\s?(?:상품\s?)?(?:후기|리뷰|평가"
    r"|reviews?|ratings?|reviewers?|shoppers|customers)"
)
_REVIEWS_BEFORE = re.compile(r"(?:후기|리뷰|평가)(?:가|는|은|\s?수)?\s?(?:총|모두|가운데)?\s?$")
_LISTING = re.compile(r"^(?:[-•·]\s?)?\(?$")
_LISTING_AFTER = re.compile(r"^[.)]\s")
_COUNTER = re.compile(
    r"^\s?(?:가지|(?:개의?|종의?|번)\s?(?:상품|제품|후보|옵션|선택|추천"
    r"|모두|다|를|을|골|보여|비교|중)|번째|번(?=[은이과도\s]|$)|위(?=[는\s])"
    r"|st\b|nd\b|rd\b|th\b|(?:of (?:them|these|those)|options?|picks?"
    r"|products?|choices|candidates|results|suggestions|helmets?|ideas)\b"
    r"|\s?(?:great|good|nice|other|different|similar)\s)"
)
MANY = 20


_STARS = re.compile(
    r"(?:별점?|평점)(?:은|이)?\s?(?P<ko>한|두|세|네|다섯)\s?개(?!\s?만점)|\b(?P<en>one|two|three|four|five)[\s-]stars?\b"
)
_MANY_REVIEWS = re.compile(
    r"(?:후기|리뷰|평가)(?:가|는|이)?\s?(?:수십|수백|수천|수만)|(?:수십|수백|수천|수만)\s?(?:개|건|명)(?:의|이)?\s?(?:후기|리뷰|고객)"
    r"|\b(?:dozens|hundreds|thousands|tons) of (?:\w+ )?(?:reviews|ratings|reviewers|customers|shoppers)"
)


def facts(text: str) -> list[Fact]:
    """Every checkable statement in folded `text` (titles masked), by kind."""
    found: list[Fact] = []
    taken: list[tuple[int, int]] = []
    for span, day in dates(text):
        found.append(Fact("date", span[0], day))
        taken.append(span)
    for span, minutes in times(text):
        if not any(span[0] < end and start < span[1] for start, end in taken if (start, end) != span):
            found.append(Fact("time", span[0], minutes))
            taken.append(span)
    for aisle in _AISLE.finditer(text):
        found.append(Fact("aisle", aisle.start(), (aisle["a"] or aisle["b"] or aisle["c"]).replace("-", "")))
        taken.append(aisle.span())
    for amount in amounts(text):
        if not any(amount.start < end and start < amount.end for start, end in taken):
            found += _amount(amount, text)
    found += _stock(text)
    found += _ratings(text)
    found += [Fact("compatibility", fit.start, fit) for fit in fits(text)]
    for statement in statements(text):
        found.append(Fact(_LABEL.get(statement.kind, "allergen"), statement.start, statement, statement.kind))
    if not asked(text):
        found += [Fact("promise", promise.start, promise) for promise in promises(text)]
        found += [Fact("deed", 0, None, role) for role in deeds(text)]
    for role, start, beyond in boasts(text):
        found.append(Fact("boast", start, None, "anywhere" if beyond else role))
    return found


def planted(text: str) -> list[Fact]:
    """Addresses and words meant for a machine in folded `text`, whoever is quoted."""
    found = [Fact("link", start, wording) for start, wording in links(text)]
    return found + [Fact("order", start, text.strip(" .!?")) for start in orders(text)]


_LABEL: dict[str, Kind] = {"diet": "diet", "safe": "safety"}


def _amount(amount: Amount, text: str) -> Iterator[Fact]:
    if amount.kind in ("money", "percent"):
        yield Fact(amount.kind, amount.start, amount)
        return
    before, after = text[: amount.start], text[amount.end :]
    if _OUT_OF.match(after) or (_OUT_OF_BEFORE.search(before) and amount.value in (5, 10)):
        return
    if _SCORE_AFTER.match(after) or _SCORE_BEFORE.search(before):
        yield Fact("rating", amount.start, amount, "score")
    elif _REVIEWS_AFTER.match(after) or _REVIEWS_BEFORE.search(before):
        yield Fact("rating", amount.start, amount, "count")
    elif _LEFT.match(after):
        yield Fact("stock", amount.start, amount, "count")
    elif (_PRICE.search(before) and not _COUNTER.match(after) and not _MEASURE.match(after)) or (
        _AMOUNTLIKE.match(text[amount.start :]) and not _UNIT_AFTER.match(after)
    ):
        yield Fact("money", amount.start, amount)
    elif _STOCKED.search(before) and not _only_a_number(before, after):
        yield Fact("stock", amount.start, amount, "count")
    elif not _harmless(amount, before, after):
        yield Fact("number", amount.start, amount)


def _ratings(text: str) -> Iterator[Fact]:
    for match in _STARS.finditer(text):
        value = Decimal(_STOCK_WORDS[match["ko"] or match["en"]])
        yield Fact("rating", match.start(), Amount("number", value, match.start(), match.end()), "score")
    for match in _MANY_REVIEWS.finditer(text):
        yield Fact("rating", match.start(), Amount("number", Decimal(0), match.start(), match.end()), "many")


def _only_a_number(before: str, after: str) -> bool:
    """ "only 5 km" counts no stock; "only 5!" does."""
    return bool(_COUNT_ONLY.search(before)) and bool(re.match(r"^\s?[a-z가-힣]", after))


def _harmless(amount: Amount, before: str, after: str) -> bool:
    """A list's numbering, a place in it, or how many things are on show."""
    if amount.value > MANY or amount.value != int(amount.value):
        return False
    return bool((_LISTING.match(before) and _LISTING_AFTER.match(after)) or _COUNTER.match(after))


def _stock(text: str) -> Iterator[Fact]:
    for match in _WORDED_LEFT.finditer(text):
        value = Decimal(_STOCK_WORDS[match["n"]])
        yield Fact("stock", match.start(), Amount("number", value, match.start(), match.end()), "count")
    if nowhere := _NOWHERE.search(text):
        yield Fact("stock", nowhere.start(), None, "nowhere")
        return
    if _STOCK_OPEN.search(text):
        return
    for role, words in _STOCK.items():
        if said := words.search(text):
            yield Fact("stock", said.start(), None, role)
            break
    if doors := _OPEN.search(text):
        yield Fact("time", doors.start(), None, "open")
