# ruff: noqa: E501 - patterns are data: one line each reads best
"""Does the record vouch for this: a label, a promise, a boast, a deed?"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from assistant.domain.allergen import ALLERGENS, LACTOSE
from assistant.grounding.amounts import amounts
from assistant.grounding.evidence import Evidence, Read, major
from assistant.grounding.fits import Fit
from assistant.grounding.fold import fold
from assistant.grounding.labels import Statement
from assistant.grounding.promises import Promise, topics

Skus = frozenset[str] | None
_PROFILE_WORD = re.compile(r"기억|저장|프로필|^식단|피하|remember|saved|noted|profile|^diet|avoid")
_KEPT = re.compile(
    r"지켜서 골라|지킬게요|지키며 골라|(?:i'll|i will|we'll) (?:respect|keep to|stick to|honou?r)"
)
_READ_BACK = re.compile(
    r"\([^()]*\)\s?(?:을|를)\s지켜서 골라|(?:i'll|i will|we'll) (?:keep to|stick to) that \(|^네,\s.+프로필에서 지웠어요|^done, i removed .+ from your profile"
)
_UNBOUND = re.compile(
    r"언제든|무조건|평생|영원히|아무\s?때나|조건\s?없이|묻지도|항상|전부|모두|전액|100%|any ?time|no questions|always|forever|lifetime"
    r"|unconditional|whenever|everything|anything|double|두\s?배"
)
_LABELLED = frozenset(ALLERGENS)
_LACTOSE_FREE = frozenset({"lactose_free"})
_NONE_SUCH = re.compile(
    r"^\W*we have no\b[^.,;]*\blabelled\b|중에\s[^.,]*표시된\s상품은\s(?:지금\s)?없어요", re.IGNORECASE
)
"""That nothing of the kind is labelled so praises nothing, whatever title shares the word."""


def reads_back(text: str) -> bool:
    """True for a sentence that repeats what is kept to for the shopper, and so speaks of no product: I'll keep to
    that (diet vegan) in this conversation."""
    return bool(_READ_BACK.search(text))


class Vouching:
    """Holds what one sentence states in the shop's name against the evidence. `named` are the SKUs of each
    title it speaks of."""

    def __init__(self, text: str, evidence: Evidence, named: Sequence[frozenset[str]]) -> None:
        self.text, self.evidence, self.named = text, evidence, named

    def _of(self, kind: str, skus: Skus) -> Iterator[Read]:
        return self.evidence.reads(kind, None if skus is None else {*skus, None})

    def label(self, said: Statement) -> bool:
        """Freedom from an allergen, a diet and safety must hold for every product spoken of."""
        if not self.named and self._of_the_shopper():
            return True
        every = self._spoken()
        if said.kind == "left_out":
            return any(said.keys <= read.keys for read in self._excluded())
        if said.kind in ("contains", "may_contain"):
            return any(self._listed(sku, said) for sku in every)
        if said.kind == "free":
            return bool(every) and all(self._free(sku, said.keys) for sku in every)
        unclaimed = not self.named or _NONE_SUCH.search(self.text)
        if said.kind == "diet" and unclaimed and said.keys <= self._shopper_diet():
            return True
        if said.kind == "diet":
            return bool(every) and all(self._diet(sku, said.keys) for sku in every)
        avoided = frozenset().union(*(read.keys for read in self._excluded()))
        return bool(every and avoided) and all(self._free(sku, avoided) for sku in every)

    def _of_the_shopper(self) -> bool:
        """A sentence that reads the shopper's own wishes back states nothing of a product."""
        if _KEPT.search(self.text):
            return True
        held = (read.claim for read in self.evidence.reads("deed"))
        return bool(_PROFILE_WORD.search(self.text)) and any(
            claim.record.startswith("profile:") and claim.field in ("allergens", "diet") for claim in held
        )

    def _spoken(self) -> frozenset[str]:
        if self.named:
            return frozenset().union(*self.named)
        return frozenset(self.evidence.titles)

    def _allergens(self, sku: str, name: str) -> list[Read]:
        field = f"allergens.{name}"
        return [
            read for read in self.evidence.reads("allergens", frozenset({sku})) if read.claim.field == field
        ]

    def _excluded(self) -> list[Read]:
        return [read for read in self.evidence.reads("allergens") if read.claim.field == "allergens.excluded"]

    def _shopper_diet(self) -> frozenset[str]:
        """The shopper's own diet, said or kept this turn: it may be said back when no product is named."""
        reads = [*self.evidence.reads("deed"), *self.evidence.reads("diet")]
        own = [read.keys for read in reads if read.claim.field == "diet" and read.claim.sku is None]
        return frozenset().union(*own)

    def _listed(self, sku: str, said: Statement) -> bool:
        """Of lactose: what a label names as milk, unless it says that it is free of it."""
        if LACTOSE in said.keys and not self._diet(sku, _LACTOSE_FREE):
            said = replace(said, keys=said.keys | {"milk"})
        fields = ("contains",) if said.kind == "contains" else ("may_contain", "contains")
        return any(said.keys & read.keys for field in fields for read in self._allergens(sku, field))

    def _free(self, sku: str, keys: frozenset[str]) -> bool:
        """Provable only from a declared label; of lactose, which no label names, from one without milk or one
        that says so."""
        if LACTOSE in keys:
            keys = keys - {LACTOSE} | (frozenset() if self._diet(sku, _LACTOSE_FREE) else {"milk"})
            if not keys:
                return True
        status = self._allergens(sku, "status")
        if not status or any(read.claim.value != "declared" for read in status) or not keys <= _LABELLED:
            return False
        named = [read for field in ("contains", "may_contain") for read in self._allergens(sku, field)]
        return not any((keys & read.keys) if keys else read.keys for read in named)

    def _diet(self, sku: str, keys: frozenset[str]) -> bool:
        own = frozenset({sku})
        declared = frozenset().union(*(read.keys for read in self.evidence.reads("diet", own)))
        declared |= {
            read.claim.field.casefold().removesuffix("_certified")
            for read in self.evidence.reads("worded", own)
            if read.claim.value.casefold() in ("yes", "true", "1", "예")
        }
        if "vegan" in declared:
            declared |= {"vegetarian"}
        return keys <= declared

    def promise(self, said: Promise, skus: Skus) -> bool:
        """The shop's own words promise the same, or deny the same; a discount may also stand on a price."""
        if said.term in ("discount", "reward", "special", "code", "match") and not said.affirmed:
            return True
        if said.term == "discount" and any(
            one.value > 0 for read in self._of("discount", skus) for one in read.amounts
        ):
            return True
        at_no_price = said.term == "free" and said.affirmed and not said.topics & {"delivery", "return"}
        for read in self.evidence.reads("shop"):
            if at_no_price and read.money and not read.money.minor:
                return True
            for kept in read.promises:
                if kept.term == said.term and kept.affirmed == said.affirmed and self._fits(said, kept, read):
                    return True
        return said.term == "open_always" and any(
            read.claim.field == "open_24h" for read in self.evidence.reads("shop")
        )

    def _fits(self, said: Promise, kept: Promise, read: Read) -> bool:
        """The same matter, and no condition dropped: "free over 40,000" must not become "free", nor "30 days"
        "any time"."""
        if any(word not in read.text for word in _UNBOUND.findall(self.text)):
            return False
        if said.term != "free":
            return True
        if said.topics and kept.topics and not said.topics & kept.topics:
            return False
        if not kept.conditional:
            return True
        mine = {one.value for one in amounts(self.text)}
        theirs = {one.value for one in read.amounts if one.kind in ("money", "number")}
        return bool(mine & theirs) or (not theirs and topics(self.text) == topics(read.text))

    def boast(self, role: str, skus: Skus) -> bool:
        if any(
            read.claim.field.startswith(("superlative", "rank", "badge")) for read in self._of("worded", skus)
        ):
            return True
        if role == "rated":
            return self._best_rated(skus)
        if role != "price" or not skus:
            return False
        prices: dict[str, Decimal] = {}
        for read in self.evidence.reads("money"):
            if read.claim.sku and read.claim.field == "price" and read.money:
                prices[read.claim.sku] = major(read.money)
        mine = [prices[sku] for sku in skus if sku in prices]
        return bool(mine) and len(prices) > 1 and min(mine) == min(prices.values())

    def _best_rated(self, skus: Skus) -> bool:
        """No other product rated this turn has more stars."""
        scores: dict[str, Decimal] = {}
        for read in self.evidence.reads("rating"):
            if read.claim.sku and read.claim.record.startswith("reviews:") and read.claim.field == "rating":
                scores[read.claim.sku] = max(one.value for one in read.amounts)
        mine = [scores[sku] for sku in skus or () if sku in scores]
        return bool(mine) and len(scores) > 1 and max(mine) == max(scores.values())

    def fit(self, said: Fit, skus: Skus) -> bool:
        """The record of the product says the same thing of the same other thing, or its title names it."""
        reads = [*self._of("worded", skus), *self._of("review", skus)]
        spoken = self._spoken() if skus is None else skus
        titles = [fold(self.evidence.titles.get(sku, "")) for sku in spoken]
        every = [*(read.text for read in reads), *titles]
        return bool(said.other) and any(all(word in text for word in said.other) for text in every)

    def deed(self, role: str) -> bool:
        """A cart was changed when a write left its receipt, of a product spoken of when any is."""
        if role == "cart":
            spoken = frozenset().union(*self.named) if self.named else None
            return any(read.claim.field == "quantity" for read in self.evidence.reads("cart", spoken))
        records = ("profile",) if role == "profile" else ("order", "booking", "reservation")
        return any(read.claim.record.split(":", 1)[0] in records for read in self.evidence.reads("deed"))
