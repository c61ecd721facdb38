"""Who shops: profile and the consents it is used under."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from assistant.domain.money import Money
from assistant.domain.text import Language, Text


@dataclass(frozen=True, slots=True)
class Consents:
    """Three separate consents, each off until the shopper says yes."""

    health: bool = False
    personalisation: bool = False
    marketing: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What a shopper told us. `allergens` and `diet` are health data: kept and used under `consents.health`
    only. `sizes` by kind (top, shoe_mm), `max_spicy` 0..5 or None, `budget` per its period."""

    shopper_id: str
    name: Text = Text()
    language: Language | None = None
    allergens: frozenset[str] = frozenset()
    diet: frozenset[str] = frozenset()
    dislikes: tuple[str, ...] = ()
    max_spicy: int | None = None
    sizes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    colors: tuple[str, ...] = ()
    brands: tuple[str, ...] = ()
    budget: Money | None = None
    home_store: str | None = None
    household: int | None = None
    consents: Consents = Consents()
    guest: bool = False

    @property
    def safe_allergens(self) -> frozenset[str]:
        """Allergens that may be used: the declared ones under health consent, else none."""
        return self.allergens if self.consents.health else frozenset()

    @property
    def safe_diet(self) -> frozenset[str]:
        """Diet that may be used: the declared one under health consent, else none."""
        return self.diet if self.consents.health else frozenset()
