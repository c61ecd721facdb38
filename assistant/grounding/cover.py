"""Is there a claim for this statement? Each kind of fact is asked of whoever knows."""

import re
from collections.abc import Iterator, Sequence

from assistant.grounding.amounts import Amount
from assistant.grounding.evidence import Evidence, Read
from assistant.grounding.facts import MANY, Fact
from assistant.grounding.figures import Echo, Figures
from assistant.grounding.fits import Fit
from assistant.grounding.fold import fold
from assistant.grounding.labels import Statement
from assistant.grounding.promises import Promise
from assistant.grounding.titles import Mention
from assistant.grounding.vouching import Vouching

Skus = frozenset[str] | None
_COUNTED = re.compile(r"개|병|있|units?|has|have")


class Judge:
    """Holds one sentence against the evidence."""

    def __init__(self, text: str, evidence: Evidence, echo: Echo, mentions: Sequence[Mention]) -> None:
        self.text, self.evidence, self.echo = text, evidence, echo
        self.figures = Figures(text, evidence, echo)
        self.vouching = Vouching(text, evidence, [mention.skus for mention in mentions])
        self.store = next(
            (
                read.claim.record.split(":", 1)[1]
                for read in evidence.reads("shop")
                if read.claim.field == "name" and read.claim.record.startswith("store:") and read.text in text
            ),
            None,
        )

    def covers(self, fact: Fact, skus: Skus) -> bool:
        """True when a claim of these SKUs (None: of any) covers `fact`."""
        said = fact.said
        match fact.kind:
            case "allergen" | "diet" | "safety" if isinstance(said, Statement):
                return self.vouching.label(said)
            case "promise" if isinstance(said, Promise):
                return self.vouching.promise(said, skus)
            case "money" if isinstance(said, Amount):
                return self.figures.money(said, skus)
            case "percent" if isinstance(said, Amount):
                return self.figures.percent(said, skus)
            case "rating" if isinstance(said, Amount):
                return self.figures.rating(said, fact.role, skus)
            case "stock":
                return self._stock(said if isinstance(said, Amount) else None, fact.role, skus)
            case "number" if isinstance(said, Amount):
                return self.figures.number(said, skus) or self._counted(said, skus)
            case "time":
                return self._time(said if isinstance(said, frozenset) else None)
            case "date" if isinstance(said, tuple):
                return self.echo.has_date(said) or any(said in read.dates for read in self._of("all", skus))
            case "aisle" if isinstance(said, str):
                return any(
                    read.claim.field == "aisle"
                    and said in {fold(word).replace("-", "") for word in (read.claim.value, read.claim.text)}
                    for read in self._of("all", skus)
                )
            case "link" | "order" if isinstance(said, str):
                return any(said in read.text for read in self.evidence.reads("shop"))
            case "compatibility" if isinstance(said, Fit):
                return self.vouching.fit(said, skus)
            case "boast":
                return self.vouching.boast(fact.role, skus)
            case "deed":
                return self.vouching.deed(fact.role)
        return False

    def _of(self, kind: str, skus: Skus) -> Iterator[Read]:
        return self.evidence.reads(kind, None if skus is None else {*skus, None})

    def _counted(self, amount: Amount, skus: Skus) -> bool:
        """ "we have 5 of it": a bare number may count what is on the shelf."""
        counts = [one.value for read in self._stock_reads(skus) for one in read.amounts]
        return amount.value in counts and bool(_COUNTED.search(self.text))

    def _stock_reads(self, skus: Skus) -> list[Read]:
        reads = list(self.evidence.reads("quantity", skus))
        if self.store is None:
            return reads
        return [read for read in reads if read.claim.record.startswith(f"stock:{self.store}/")]

    def _stock(self, amount: Amount | None, role: str, skus: Skus) -> bool:
        counts = [one.value for read in self._stock_reads(skus) for one in read.amounts]
        if role == "count":
            return amount is not None and amount.value in counts
        if role == "nowhere":
            return skus is not None and not any(counts)
        if role == "one":
            return 1 in counts
        if role == "many":
            return any(count >= MANY for count in counts)
        if role == "low":
            return any(0 < count <= 5 for count in counts)
        said = [] if self.store else [read.claim.value for read in self.evidence.reads("availability", skus)]
        if role == "out":
            return "out_of_stock" in said or 0 in counts
        there = [value == "in_stock" for value in said if value != "unknown"]
        if skus is None:
            return bool(there or counts) and all(there) and (bool(there) or any(counts))
        return any(there) or any(counts)

    def _time(self, minutes: frozenset[int] | None) -> bool:
        reads = [
            read
            for read in self.evidence.reads("shop")
            if self.store is None
            or not read.claim.record.startswith("store:")
            or read.claim.record == f"store:{self.store}"
        ]
        if minutes is None:
            return any(read.claim.field.startswith(("hours", "open")) for read in reads)
        return self.echo.has_time(minutes) or any(minutes & read.times for read in reads)
