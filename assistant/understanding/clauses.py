# ruff: noqa: E501 - patterns are data: one line each reads best
"""What one utterance does one after another: add the dry ones. do you have cushions too?"""

import re

from assistant.understanding.allergens import keys_named, take_health
from assistant.understanding.asks import topics_in
from assistant.understanding.formal import plain
from assistant.understanding.intent import SHOWING, Cue, cues_of
from assistant.understanding.misspelt import AVOIDING
from assistant.understanding.reading import Reading
from assistant.understanding.returning import BACK_TO
from assistant.understanding.subject import asks_of_one

_END = re.compile(
    r"(?<=[.?!])\s+|,?\s+and\s+(?=(?:what|whats|what's|how|is|does|do|can|could|would|when|where|which|tell me|show me|give me the total)\b)",
    re.IGNORECASE,
)
_AND_THEN = re.compile(
    r"^(?P<first>.*(?:(?:담아|넣어|빼|추가해|주문해|바꿔)(?P<given>\s?(?:주시|주|놓))|(?P<put>담)|넣|(?P<do>추가하|주문하|삭제하)))고요?[,\s]+(?P<then>\S.*)$"
)
_MATTER = r"(?:배송|배달|택배|반품|교환|환불|보증|as\b|a/s|delivery|shipping|postage|warranty|guarantee|returns?\b|return policy)"
_TWO_ASKED = (
    re.compile(r"^(?P<first>.{2,30}?(?:얼마|어디|언제|몇\s?[가-힣]|뭐|누구|어때|어떻게\s?돼))(?:이|예|인가)?고,?\s+(?P<then>\S.*)$"),
    re.compile(rf"^(?P<first>(?:\S+\s){{0,3}}?\S*(?:가격|값|재고|색상|색깔|사이즈|소재|성분|원산지|후기|합계|총액))(?:이랑|랑|하고|[과와])\s(?P<then>(?:\S+\s){{0,2}}?{_MATTER}.*)$", re.IGNORECASE),
    re.compile(rf"^(?P<first>.*\b(?:prices?|cost|how much|stock|colou?rs?|sizes?|materials?|ingredients|origin|reviews?|total))\s?(?:,|and|&|\+|, and)\s(?P<then>(?:the )?{_MATTER}.*)$", re.IGNORECASE),
)  # fmt: skip
"""합계가 얼마고 배송비는 무료인가요; price and delivery time?: a fact and a matter of the shop's."""
_AND_IS_IT = re.compile(
    r"^(?:is|are|does|do|can|has|have|will) (?:it|they|this|that|these|those)\b", re.IGNORECASE
)
_ENOUGH_OF = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|actually|right|hm+|no)\W+)*(?:never ?mind|(?:forget|skip|leave) (?:about )?(?:the |that |those |it\b)?)[\w ]{0,30}[.!]$",
    re.IGNORECASE,
)
_NEEDS = re.compile(r"필요|\b(?:need|looking for|tell me)\b")
_MATTERS = re.compile(
    r"\d|\b(?:budget|size|not|no|without|under|over)\b|예산|사이즈|말고|빼고", re.IGNORECASE
)
"""Words by which a sentence beside another may hold for it too."""
_SO_MANY = re.compile(
    r"(?:just |only )?(?:\d{1,2}|one|two|three|four|five|six)\s(?!of\b)[a-z]", re.IGNORECASE
)
_SIZE_AFTER_ALL = re.compile(
    r"\W*(?:(?:sorry|oops|wait|no|actually|ah+|hm+)\W+)+(?:make (?:that|it) )?(?:(?:a|an|the|size|in)\s)*(?:x{0,4}[sml]|\d{2,3})\b\W*"
    r"|\W*(?:(?:아+|앗|아차|아니|죄송\S*|잠깐\S*)[\s,.]+)+(?:x{0,4}[sml]|\d{2,3})\s?(?:사이즈)?(?:로|으로)?(?:이?요|할게요|해\s?주세요|주세요)?\W*",
    re.IGNORECASE,
)
"""sorry, S. i looked at my other jacket: what stands beside is a remark."""
_ASIDE = re.compile(r"(?:i|we|my|he|she|they)\b|(?:저는?|전|제가|우리|저희|집)\S*\s", re.IGNORECASE)
"""can it come today? i live close to the store: tells of the shopper."""
_MAY_COST = re.compile(
    r"(?:it|they|that) (?:may|can|could|might) (?:also )?(?:cost|be) more\b|(?:더|좀|조금)\s?비싸도",
    re.IGNORECASE,
)
"""Do you carry Persil too? It may cost more: a condition of the question."""
_SO_MANY_PLEASE = re.compile(
    r"\W*(?:(?:ok(?:ay)?|just|only|then|yes)\W+)*(?:\d{1,2}|one|two|three|four|five|six)(?: \w+)?,? (?:please|pls|plz|then)\W*"
)
"""one bag please."""
_TAKES = re.compile(
    r"\W*(?:(?:ok(?:ay)?|yes|great|then|well)\W+)*(?:i'?d like|i'?ll take|i'?ll go (?:for|with)|give me|let me have) (?:the|that|this) [\w '-]{2,40}\W*$"
)
"""I'd like the blue one."""
_ORDERS: frozenset[Cue] = frozenset({"cart_add", "cart_change", "reserve"})
_ASKS: frozenset[Cue] = frozenset({"question", "cart_show", "policy", "stock", "complement"})
_BESIDE_HEALTH = re.compile(
    r"[.!;]\s+|,?\s+(?:and|but|also|btw|by the way)\s+|,\s+(?:그리고|근데|참고로)?\s?|\s(?:그리고|근데|참고로)\s|(?<=는데)\s|(?<=으니까)\s|(?<=으니)\s|(?<=해주고)\s|(?<=주시고)\s",
    re.IGNORECASE,
)
_GOES_OUT = re.compile(r"(?:빼|취소해|삭제해)\s?(?:줘|주)|뺄게|\b(?:remove|take)\b", re.IGNORECASE)
"""바게트 빼 주세요, beside an allergy: goes out, whatever is to be kept from."""
_PLACE = re.compile(r"\b(?:first|second|third|fourth|fifth|last|\dth|number \d)\b|번째|\d\s?번|마지막")
_POINTS_BACK = re.compile(r"\b(?:it|them|that|this|those|these|one|ones)\b|(?:그|이|저)(?:거|걸|것|건)|걸로")


_MERELY = re.compile(r"no \w+|without|free (?:of|from)|안\s?(?:돼|되)")
"""What keeps from something only where that is named."""
LONG = 1_000
"""A text of more characters is one: of so much only the beginning and the end are read."""


def clauses(text: str) -> tuple[str, ...]:
    """The parts of `text` to be heard one after another, when one orders and the other asks, or one asks for
    the total and the other for something else; `text` alone otherwise, and where it speaks of an
    allergy or a diet. What is dropped first, and a remark, are left out."""
    text = plain(text)
    if len(text) > LONG or BACK_TO.match(text):
        return (text,)
    if speaks_of_health(text):
        return _health_first(text)
    if (then := _AND_THEN.match(text)) and _does(then["then"]) == "asks":
        if then["given"]:
            return f"{then['first'][: -len(then['given'])]}줘", then["then"]
        first = then["first"][:-1] + "해" if then["do"] else then["first"] + ("아" if then["put"] else "어")
        return f"{first}줘", then["then"]
    if two := next((match for pattern in _TWO_ASKED if (match := pattern.search(text))), None):
        return two["first"], two["then"]
    parts = [part.strip() for part in _END.split(text, maxsplit=1) if part.strip()]
    if len(parts) != 2:
        return (text,)
    does = [_does(part) for part in parts]
    only = _without_remark(parts, does)
    dropped = parts[1] if only == parts[0] else parts[0]
    if only and not keys_named(dropped.lower()):
        return (only,)
    totals = ["cart_show" in cues_of(part.lower()) for part in parts]
    asks = does == ["asks", "asks"]
    beside = _AND_IS_IT.match(parts[1]) and topics_in(parts[0].lower()) and not topics_in(parts[1].lower())
    apart = set(does) == {"orders", "asks"} or (asks and (totals[0] != totals[1] or bool(beside)))
    return tuple(parts) if apart else (text,)


def speaks_of_health(text: str) -> bool:
    """Whether an allergy or a diet may be told: words of one, or of avoiding beside what may be avoided. There
    is no room in the flat, without hurry: nothing is kept from."""
    low = text.lower()
    plainly = any(not _MERELY.fullmatch(match[0]) for match in AVOIDING.finditer(low))
    return plainly or bool(AVOIDING.search(low) and keys_named(low)) or bool(take_health(Reading(text)).diets)


def _health_first(text: str) -> tuple[str, ...]:
    """Add the first one, and my wife is allergic to soy: what must not be in it is heard before the order."""
    parts = [part.strip(" ,.") for part in _BESIDE_HEALTH.split(text, maxsplit=1) if part.strip(" ,.")]
    if len(parts) != 2:
        return (text,)
    told = [bool(AVOIDING.search(part.lower()) or take_health(Reading(part)).avoid) for part in parts]
    if told[0] == told[1]:
        return (text,)
    health, order = parts if told[0] else reversed(parts)
    if _GOES_OUT.search(order) and "cart_change" in cues_of(order.lower()):
        return (health, order)
    points = _PLACE.search(order.lower()) or _POINTS_BACK.search(order.lower())
    alone = not keys_named(order.lower()) and "cart_add" in cues_of(order.lower()) and points
    return (health, order) if alone else (text,)


def _without_remark(parts: list[str], does: list[str]) -> str | None:
    """The one of two sentences that counts, when the other drops something, corrects itself or only tells of
    the shopper; None when both count."""
    first, second = parts
    if _ENOUGH_OF.match(first) and len(second.split()) > 1:
        return second
    if _SIZE_AFTER_ALL.fullmatch(first):
        return first
    if does == ["asks", ""] and _MAY_COST.match(second):
        return f"{first.rstrip(' ?')}, {second}"
    if (
        does == ["asks", ""]
        and _POINTS_BACK.search(first)
        and _ASIDE.match(second)
        and not _MATTERS.search(second)
    ):
        return first
    if does[0] or _MATTERS.search(first):
        return None
    if does[1] == "orders" and not _POINTS_BACK.search(second) and not _NEEDS.search(first.lower()):
        return second
    return second if asks_of_one(second.lower()) or _SO_MANY.match(second) else None


def is_asking(part: str) -> bool:
    """Whether a part asks or wants to be shown something."""
    return part.rstrip().endswith("?") or bool(SHOWING.search(part.lower()))


def _does(part: str) -> str:
    low = part.lower()
    cues = cues_of(low)
    if (cues & _ORDERS and "question" not in cues) or _SO_MANY_PLEASE.fullmatch(low) or _TAKES.match(low):
        return "orders"
    return "asks" if cues & _ASKS or SHOWING.search(low) or _NEEDS.search(low) else ""
