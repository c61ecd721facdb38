# ruff: noqa: E501 - patterns are data: one line each reads best
"""Conditions that are words rather than catalogue values: rating, discount, availability, order, cheapness."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from assistant.domain.dialogue import Constraint, Op, Sort
from assistant.understanding.comparing import AFTER, BEFORE, Bound, bound_of
from assistant.understanding.reading import Reading

CHEAP_FIRST = re.compile(
    r"\bcheap(?:er|est)? (?:ones? |items? |stuff )?first\b|(?<!비)싼\s?(?:거|것|순서?)\s?(?:부터|대로)"
)
"""An order, not a limit."""
_SORTS: tuple[tuple[Sort, "re.Pattern[str]"], ...] = (
    ("unit_price_asc", re.compile(r"(?:\d*\s?(?:g|kg|ml|l|그램|킬로|리터|단위|개)\s?당)\s?(?:가격(?:이|으로)?\s?)?(?:(?:제일|가장)\s)?(?:싼|저렴한|낮은)(?:\s?(?:순|거|것|걸로))?|단위\s?가격(?:이)?\s?(?:(?:제일|가장)\s)?(?:싼|저렴한|낮은)(?:\s?순)?|(?:cheapest|lowest|best(?: value| price)?) (?:price )?per (?:\d+ ?)?(?:g|gram|kg|ml|unit|liter|litre|ounce|oz)\w*|(?:lowest|best|cheapest) unit price")),
    ("rating", re.compile(r"(?:제일|가장)?\s?(?:평점|별점|평가|후기|리뷰|평|만족도)(?:이|가|도)?\s?(?:(?:제일|가장)\s?)?(?:높은|좋은|괜찮은|많은)(?:\s?순(?:서)?(?:으로|대로)?)?|(?:평점|별점|리뷰)\s?순(?:서)?(?:으로|대로)?|(?:the )?(?:highest|best|top|well)[- ](?:rated|reviewed|reviews?|ratings?)|(?:with )?(?:good|great|best|high) (?:reviews?|ratings?)|(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?)\s?(?:these |them |it )?by (?:rating|reviews?|stars?)|by rating")),
    ("price_asc", re.compile(r"(?:제일|가장|젤|최고로)\s?(?:값\s?)?(?:싼|저렴한|싸고|저렴하고|싸게|저렴하게|싼걸|저가)|최저가(?:순)?|(?:(?<!비)싼|저렴한|낮은)\s?(?:가격\s?)?순(?:서)?(?:으로|대로)?|가격\s?(?:이\s)?(?:낮은|싼|저렴한)\s?(?:순서?)?(?:으로|대로)?|가격순(?:서)?(?:으로|대로)?|" + CHEAP_FIRST.pattern + r"|(?:the )?(?:very )?(?:cheapest|lowest[- ]priced?|least expensive|most affordable)(?: first)?|(?:(?:sort(?:ed)?|order(?:ed)?)\s?(?:these |them |it )?)?by price|(?:price )?low(?:est)? to high(?:est)?|lowest price")),
    ("price_desc", re.compile(r"(?:제일|가장|젤)\s?(?:비싼|고가)|비싼\s?(?:거|것|순서?)\s?(?:부터|대로)|비싼\s?순(?:서)?(?:으로|대로)?|높은\s?가격\s?순(?:서)?(?:으로|대로)?|가격\s?높은\s?순(?:서)?(?:으로|대로)?|(?:the )?most expensive|priciest|(?:price )?high(?:est)? to low(?:est)?")),
    ("newest", re.compile(r"신상(?:품|템)?(?:으로|순)?|신제품|새로\s?(?:나온|들어온|입고)|최신(?:순|상품)?|\bnewest\b|new arrivals?|just arrived|most recent|\blatest\b")),
    ("popularity", re.compile(r"인기\s?(?:많은|있는|상품|순위|순(?:서)?(?:으로|대로)?|제품|템|좋은)?(?:으로)?|(?:잘|많이)\s?(?:나가는|팔리는|팔린|찾는|사는)|베스트\s?(?:셀러|상품|제품)|판매\s?순(?:서)?(?:으로|대로)?|(?:(?:sort(?:ed)?|order(?:ed)?|rank(?:ed)?)\s?(?:these |them |it )?)?by popularity|(?:most )?popular\b|best[- ]?sell(?:er|ing)s?|top[- ]sell(?:er|ing)s?|trending|everyone (?:buys|loves)")),
)  # fmt: skip
FIRST = re.compile(
    r"(?:\s(?:ones?|items?|things?|stuff))?\s(?:first(?! or)|at the top|on top)\b|\s?(?:거|것|걸)?\s?(?:부터|먼저)(?![가-힣])"
)
"""Best rated first, 인기 많은 거부터: an order alone, and no one of them."""
_CHEAP = re.compile(
    r"(?:너무|많이|그렇게|별로)?\s?(?:안\s?비싼|비싸지\s?않은)|(?:너무|많이|엄청)\s?비싼\s?(?:거|것|건|걸)(?:은|는)?\s?(?:말고|빼고|싫|부담|곤란)[가-힣]*|(?<![가-힣])(?<!보다 )(?:저렴한|저렴하고|저렴하게|값싼|싼|싸고|가성비\s?(?:좋은|있는|템|갑)?|가심비|부담\s?없는|착한\s?가격|만만한\s?가격|알뜰한)(?=[\s,.!?가-힣]|$)|(?:not (?:too|very|that) expensive|\bcheap\b|inexpensive|affordable|low[- ]cost|budget[- ]friendly|good value|value for money|reasonably priced|won'?t break the bank|on a budget)"
)
_N = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_STARS = r"(?:(?:star )?(?:ratings?|rated)|stars?|평점|별점|평가|리뷰\s?점수|별)"
_REVIEWS = r"(?:(?:customer |user |shopper )?review(?:er)?s?|리뷰|후기|상품평|구매평|리뷰\s?수)"
_LINK = r"(?:\s?(?:of|is|with|from|that is|수가|수|가|이|은|는)\s?|\s?\(|\s)?"
_POINT = r"(?:\s?-?\s?(?:stars?|star ratings?|점대|점|개|건|대)(?![a-z가-힣]*요))?"


def _named(name: str) -> tuple["re.Pattern[str]", "re.Pattern[str]"]:
    """A number under its name: "rated at least 4", "리뷰 100개 이상"; and before it: "4+ stars", "500 reviews"."""
    bounded = rf"(?:{BEFORE}\s?)?(?:a )?(?P<n>{_N})"
    span = rf"(?:between |from )(?P<low>{_N})\s?(?:and|to|-|~)\s?"
    return (
        re.compile(
            rf"(?<![가-힣a-z]){name}{_LINK}(?:{span}(?P<high>{_N})|{bounded})(?P<unit>{_POINT})(?:\s?{AFTER})?(?:에서|으로|로|인|의)?"
        ),
        re.compile(
            rf"(?<![\d.,a-z])(?:{span}(?P<high>{_N})|{bounded})(?P<plus>\s?\+|\s?or (?:more|higher|above|better))?[\s-]?{name}(?![a-z가-힣])(?:\s?{AFTER})?"
        ),
    )


_NAMED = (("rating", _named(_STARS)), ("review_count", _named(_REVIEWS)))
_POINTS = re.compile(rf"(?<![\d.])(?P<n>[1-5](?:\.\d)?)\s?점\s?{AFTER}")
_DISCOUNT = re.compile(
    r"(?P<a>\d{1,2})\s?(?:%|퍼센트|프로|percent)\s?(?P<op>이상|넘게|or more|at least)?\s?(?:할인|세일|off\b|discount(?:ed)?)(?:하는|된|되는|중인|율)?\s?(?:이상|at least|or more|minimum)?|(?:at least|over|more than|minimum)\s(?P<b>\d{1,2})\s?(?:%|percent)\s?(?:off|discount)"
    r"|(?:할인|세일)(?:율|폭)?(?:이|은|을)?\s?(?P<c>\d{1,2})\s?(?:%|퍼센트|프로)\s?(?:이상|초과|넘\S*|부터)?"
)
_HALF = re.compile(r"\bhalf[\s-](?:price[ds]?|off)\b|반값|반액\s?(?:할인|세일)|반액")
_ON_SALE = re.compile(
    r"(?:할인|세일)\s?(?:하는|중인|중|상품|품목|된|되는|해주는|가\s?있는|하고\s?있는|받는|행사)(?:\s?(?:거|것|상품|제품))?|(?:할인|세일)(?=\s(?!전)|$)|특가(?:\s?(?:상품|제품))?|핫딜|\bon (?:sale|offer|special)\b|\bdiscount(?:ed|s)?\b|\bmarked down\b|\bdeals?\b|(?:^|\b(?:is|are|was|were|been|anything|something|any|all|the|what'?s|show me)\s)reduced\b(?! (?:fat|sugar|salt|sodium|lactose))|\bclearance\b"
)
_IN_STOCK = re.compile(
    r"(?:재고|물량)(?:가|이)?\s?있는(?:\s?(?:거|것|걸|상품|제품)(?:만|로)?)?|품절\s?(?:아닌|안\s?된|제외)(?:\s?(?:거|것))?|(?:지금|바로)\s?살\s?수\s?있는|\bin[- ]stock(?: only)?\b(?! \?)|\bavailable now\b|not sold out"
)
_ASKING_STOCK = re.compile(
    r"^(?:is|are)\b|is (?:it|this|that|the)|are (?:they|these)|재고\s?있|몇\s?개|do you have (?:it|this|that|them)"
)


@dataclass(frozen=True, slots=True)
class Conditions:
    constraints: tuple[Constraint, ...] = ()
    sort: Sort | None = None
    cheap: bool = False
    ordered: bool = False
    """Whether no more than an order is asked for: best rated first."""


def take_conditions(reading: Reading) -> Conditions:
    """Read and take rating, discount and availability conditions, a wished order, and "cheap"."""
    found: list[Constraint] = []
    for facet, patterns in _NAMED:
        for pattern in patterns:
            for match in reading.find(pattern):
                found += _taken(reading, facet, match)
    for match in reading.find(_POINTS):
        found.append(Constraint("rating", _op(bound_of(None, match["after"])), float(match["n"])))
        reading.take(*match.span())
    for match in reading.find(_DISCOUNT):
        found.append(Constraint("discount", "ge", float(match["a"] or match["b"] or match["c"])))
        reading.take(*match.span())
    if reading.take_all(_HALF):
        found.append(Constraint("discount", "ge", 50.0))
    if reading.take_all(_ON_SALE) and not any(one.facet == "discount" for one in found):
        found.append(Constraint("discount", "gt", 0))
    if not _ASKING_STOCK.search(reading.low) and reading.take_all(_IN_STOCK):
        found.append(Constraint("availability", "eq", "in_stock"))
    sort: Sort | None = None
    ordered = False
    for name, pattern in _SORTS:
        for match in reading.find(pattern):
            first = FIRST.match(reading.low, match.end())
            ordered = ordered or first is not None
            reading.take(match.start(), first.end() if first else match.end())
            sort = sort or name
    return Conditions(tuple(dict.fromkeys(found)), sort, reading.take_all(_CHEAP), ordered)


def _taken(reading: Reading, facet: str, match: "re.Match[str]") -> Iterator[Constraint]:
    """The bounds one match states. A bare "4.5 stars" is at least that; a bare "3 reviews" says nothing."""
    groups = match.groupdict()
    if match["low"]:
        reading.take(*match.span())
        yield Constraint(facet, "ge", _number(match["low"]))
        yield Constraint(facet, "le", _number(match["high"]))
        return
    value = _number(match["n"])
    bound = bound_of(match["before"], match["after"] or groups.get("plus"))
    if (facet == "rating" and not 0 < value <= 5) or (facet != "rating" and bound is None):
        return
    reading.take(*match.span())
    if facet == "rating" and (groups.get("unit") or "").endswith("대"):
        yield Constraint(facet, "ge", value)
        yield Constraint(facet, "lt", float(int(value) + 1))
    else:
        yield Constraint(facet, _op(bound), value)


def _op(bound: Bound | None) -> Op:
    return "ge" if bound is None or bound == "about" else bound


def _number(text: str) -> float:
    return float(text.replace(",", ""))
