"""Text in the two languages of the shop."""

from dataclasses import dataclass
from typing import Literal

Language = Literal["ko", "en"]
LANGUAGES: tuple[Language, ...] = ("ko", "en")


@dataclass(frozen=True, slots=True)
class Text:
    """One wording in Korean and in English; either may be empty when the feed has no such wording."""

    ko: str = ""
    en: str = ""

    def in_(self, language: Language) -> str:
        """The wording in `language`, or in the other one when it is missing; "" when both are."""
        return (self.ko or self.en) if language == "ko" else (self.en or self.ko)

    def both(self) -> tuple[str, ...]:
        """Every non-empty wording once, Korean first."""
        return tuple(dict.fromkeys(wording for wording in (self.ko, self.en) if wording))

    def __bool__(self) -> bool:
        return bool(self.ko or self.en)
