"""Money in integer minor units of an ISO 4217 currency."""

from dataclasses import dataclass
from decimal import Decimal

from babel.numbers import format_currency, get_currency_precision

from assistant.domain.text import Language


def exponent(currency: str) -> int:
    """Decimal places of `currency`: 0 for KRW and JPY, 2 for USD (CLDR, through Babel)."""
    return int(get_currency_precision(currency))


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount. `minor` is an integer of the smallest unit: 1,000 won is Money(1000, "KRW"), $9.99 is
    Money(999, "USD"). Amounts of two currencies never mix: arithmetic on them raises ValueError."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if len(self.currency) != 3 or not self.currency.isascii() or not self.currency.isupper():
            raise ValueError(f"currency {self.currency!r} is not an ISO 4217 code; write one like KRW or USD")

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __mul__(self, quantity: int) -> "Money":
        return Money(self.minor * quantity, self.currency)

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise ValueError(f"{self.currency} and {other.currency} do not add up; convert one first")

    @property
    def major(self) -> Decimal:
        """The amount in major units, exact: Decimal("9.99")."""
        return Decimal(self.minor).scaleb(-exponent(self.currency))

    def format(self, language: Language) -> str:
        """As a shopper reads it: 3,000원 and ₩3,000; $9.99 in both languages."""
        if self.currency == "KRW" and language == "ko":
            return f"{self.minor:,}원"
        return str(format_currency(self.major, self.currency, locale="en_US"))
