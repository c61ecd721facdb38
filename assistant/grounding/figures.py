"""Is there a claim for this figure: an amount of money, a percentage, a rating, any other number?"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from assistant.grounding.amounts import Amount, amounts
from assistant.grounding.clock import dates, times
from assistant.grounding.evidence import Evidence, Read, major
from assistant.grounding.fold import fold

Skus = frozenset[str] | None

_ECHO = re.compile(
    r"찾으시|원하시|말씀하|요청하|찾고\s?계|찾아볼|찾아보|맞춰|맞추|맞는"
    r"|예산|조건|looking for|you (?:asked|said|mentioned|want|wanted"
    r"|need|gave)|your (?:budget|limit|request|price|size)|search|to"
    r" fit|budget|i'll (?:look|find)"
)
_UPPER_AFTER = re.compile(
    r"^\s?(?:원)?\s?(?:이하|이내|미만|아래|안쪽|안에서|까지|을?\s?(?:안"
    r"|넘지\s?않)|or less|or under|or below|max)"
)
_LOWER_AFTER = re.compile(
    r"^\s?(?:원)?\s?(?:이상|초과|부터|(?:을|를|이|가)?\s?(?:조금\s?)?넘|or more|or over|and up)"
)
_UPPER_BEFORE = re.compile(
    r"(?:under|below|less than|up to|within|at most|no more than|cheaper"
    r" than|not over|beneath|below the)\s(?:the\s|your\s)?$"
)
_LOWER_BEFORE = re.compile(r"(?:over|above|more than|at least|exceeds?|from|starting at)\s(?:the\s|your\s)?$")
_EVERY = re.compile(r"모두|전부|(?<![가-힣])다(?=\s)|모든|전체|\ball\b|\bevery|\beach\b|\bboth\b|\bany of")
_LIST_WORD = re.compile(
    r"정가|정상가|원래|원가|할인\s?전|에서\s|list|original|regular|was\b"
    r"|before|down from|retail|msrp|normally|usually|instead of|대신"
)
_UNIT_WORD = re.compile(r"당|마다|\bper\b|/|\beach\b|\ba (?:piece|unit)|100\s?(?:g|ml)|개에|unit price|단위")
_TOTAL_WORD = re.compile(
    r"총|합계|합쳐|합해|합하|모두|전부|다\s?해서|다\s?하|장바구니|담"
    r"|카트|결제|\d\s?개|[두세네]\s?개|total|altogether|in all|cart|basket"
    r"|sum|comes to|subtotal|×|\bx\s?\d|\d\s?x\b|together|for (?:two"
    r"|three|four|five|\d)"
)
_PRICE_WORD = re.compile(r"가격|판매가|상품가|정가|price")
_FEE_NEAR = re.compile(
    r"배송|택배|반품|교환|환불|무료|수수료|요금|비용|주문|구매|적립|포인트"
    r"|쿠폰|멤버십|주차|설치|조립|대형|서비스|수리|예약|이상|넘|fee|charge"
    r"|deliver|shipping|ship|order|return|refund|over|more|service|spend"
    r"|parking|install|assembl|large|repair|booking"
)
_DISCOUNT_WORD = re.compile(
    r"할인|세일|저렴|싸|싼|인하|반값|절반|off\b|discount|save|saving|sale|cheaper|half|reduced|less"
)


amounts_of = lru_cache(maxsize=4096)(amounts)


class Echo:
    """The shopper's own numbers, which may be said back."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._amounts = [amount for text in texts for amount in amounts(text)]
        self._times = frozenset(minute for text in texts for _, minutes in times(text) for minute in minutes)
        self._dates = frozenset(day for text in texts for _, day in dates(text))

    def holds(self, amount: Amount) -> bool:
        return any(
            said.value == amount.value
            and (said.kind == amount.kind or "number" in (said.kind, amount.kind))
            and (not said.currencies or not amount.currencies or bool(said.currencies & amount.currencies))
            for said in self._amounts
        )

    def has_time(self, minutes: frozenset[int]) -> bool:
        return bool(minutes & self._times)

    def has_date(self, day: tuple[int, int]) -> bool:
        return day in self._dates


class Figures:
    """Holds the figures of one sentence against the evidence."""

    def __init__(self, text: str, evidence: Evidence, echo: Echo) -> None:
        self.text, self.evidence, self.echo = text, evidence, echo

    def _of(self, kind: str, skus: Skus) -> Iterator[Read]:
        return self.evidence.reads(kind, None if skus is None else {*skus, None})

    def money(self, amount: Amount, skus: Skus) -> bool:
        before, after = self.text[: amount.start], self.text[amount.end :]
        upper = bool(_UPPER_AFTER.match(after) or _UPPER_BEFORE.search(before))
        lower = bool(_LOWER_AFTER.match(after) or _LOWER_BEFORE.search(before))
        if not (upper or lower) and self._priced(amount, skus):
            return True
        if self._fee(amount, skus):
            return True
        if upper or lower:
            return self._bound(amount, upper, skus)
        return skus is None and self.echo.holds(amount) and bool(_ECHO.search(self.text))

    def _priced(self, amount: Amount, skus: Skus) -> bool:
        for read in self._of("money", skus):
            if read.money is None or not _same(amount, read):
                continue
            name = read.claim.field.casefold()
            if name == "list_price" and not _LIST_WORD.search(self.text):
                continue
            if (
                name == "unit_price"
                and not read.claim.record.startswith("cart")
                and not _UNIT_WORD.search(self.text)
            ):
                continue
            if "total" in name and not _TOTAL_WORD.search(self.text):
                continue
            if read.claim.sku is None and skus is not None and "total" not in name:
                continue
            return True
        return False

    def _fee(self, amount: Amount, skus: Skus) -> bool:
        """An amount from the shop's own words: delivery, services. It never passes for a product's price."""
        near = self.text[max(0, amount.start - 24) : amount.end + 14]
        if not _FEE_NEAR.search(near) and (
            skus is not None or (_PRICE_WORD.search(self.text) and self.evidence.titles)
        ):
            return False
        return any(
            (read.money is not None and _same(amount, read))
            or any(one.kind == "money" and _equal(one, amount) for one in read.amounts)
            for read in self.evidence.reads("shop")
        )

    def _bound(self, amount: Amount, upper: bool, skus: Skus) -> bool:
        """ "under 30,000": said of named or of all products it must hold; else it may echo the shopper."""
        if skus is None and not _EVERY.search(self.text) and self.echo.holds(amount):
            return True
        prices = [
            major(read.money)
            for read in self._of("money", skus)
            if read.money and read.claim.field == "price" and _currency_fits(amount, read.money.currency)
        ]
        if not prices:
            return False
        return all(price <= amount.value if upper else price >= amount.value for price in prices)

    def percent(self, amount: Amount, skus: Skus) -> bool:
        off = bool(_DISCOUNT_WORD.search(self.text))
        for read in (*self._of("discount", skus), *self.evidence.reads("shop")):
            kinds = ("percent", "number") if read.kind == "discount" else ("percent",)
            if any(one.value == amount.value and one.kind in kinds for one in read.amounts):
                return True
        if not off and self._in_title(amount, skus):
            return True
        if not off and any(
            one.kind == "percent" and one.value == amount.value
            for read in self._of("worded", skus)
            for one in read.amounts
        ):
            return True
        return skus is None and self.echo.holds(amount) and bool(_ECHO.search(self.text))

    def rating(self, amount: Amount, role: str, skus: Skus) -> bool:
        for read in self._of("rating", skus):
            is_count = "count" in read.claim.field or read.claim.field.startswith("review")
            if is_count == (role == "count") and any(one.value == amount.value for one in read.amounts):
                return True
        if role == "many":
            return False
        if role == "count":
            written = sum(1 for _ in self.evidence.reads("review", skus))
            return written > 0 and amount.value == written
        if skus is None and any(
            one.value == amount.value for read in self._of("shop", None) for one in read.amounts
        ):
            return True
        return self.echo.holds(amount) and bool(_ECHO.search(self.text))

    def number(self, amount: Amount, skus: Skus) -> bool:
        if self.echo.holds(amount) or self._in_title(amount, skus):
            return True
        for kind in ("worded", "stated", "shop", "cart", "rating", "review", "deed", "money"):
            for read in self._of(kind, skus):
                if any(one.value == amount.value and one.kind != "money" for one in read.amounts):
                    return True
        return False

    def _in_title(self, amount: Amount, skus: Skus) -> bool:
        titles = self.evidence.titles
        named = titles.values() if skus is None else [titles[sku] for sku in skus if sku in titles]
        return any(one.value == amount.value for title in named for one in amounts_of(fold(title)))


def _currency_fits(amount: Amount, currency: str) -> bool:
    return not amount.currencies or currency in amount.currencies


def _same(amount: Amount, read: Read) -> bool:
    money = read.money
    if money is None or not _currency_fits(amount, money.currency):
        return False
    if amount.step:
        return amount.value <= major(money) < amount.value + amount.step
    return amount.value == major(money) or (not amount.currencies and amount.value == money.minor)


def _equal(one: Amount, other: Amount) -> bool:
    return one.value == other.value and (
        not one.currencies or not other.currencies or bool(one.currencies & other.currencies)
    )
