"""How a conversation opens: a greeting, what the shop sells, what one may ask."""

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from assistant.domain.dialogue import Session
from assistant.domain.text import Language
from ui.face.icons import Icon
from ui.render import Renderer

if TYPE_CHECKING:
    from assistant import Assistant

TILES = 8
_SAMPLE = 1500


class Welcome:
    """The opening, from this shop's own catalogue; drawn once a catalogue version and language."""

    def __init__(self, assistant: "Assistant", renderer: Renderer) -> None:
        self._assistant = assistant
        self._renderer = renderer
        self._currency = lru_cache(maxsize=2)(self._find_currency)
        self._tiles = lru_cache(maxsize=8)(self._find_tiles)

    @property
    def currency(self) -> str:
        """The shop's currency: by its settings, else that of its best loved product, else KRW."""
        return self._assistant.settings.currency or self._currency(self._assistant.catalog_version())

    def shop(self, language: Language) -> str:
        """The shop's name."""
        settings = self._assistant.settings
        return settings.shop_name_ko if language == "ko" else settings.shop_name_en

    def html(self, session: Session, notice: str = "") -> str:
        """The opening for this shopper, with a line of `notice` when there is something to say first."""
        wording = self._renderer.wording[session.language]
        assistant = self._assistant
        known = {"store": assistant.stores(), "policy": assistant.facts.policies()}
        starters = [wording(f"starter.{about}") for about, facts in known.items() if facts]
        return self._renderer.fragment(
            "welcome",
            session.language,
            name="" if session.profile.guest else session.profile.name.in_(session.language),
            notice=notice,
            tiles=self._tiles(session.language, self._assistant.catalog_version()),
            items=starters,
        )

    def _find_currency(self, version: int) -> str:
        cards = self._assistant.search("", k=1).cards
        return next((card.price.currency for card in cards if card.price), "KRW")

    def _find_tiles(self, language: Language, version: int) -> tuple[tuple[str, Icon], ...]:
        """TILES category names, two steps deep, of the best loved products; departments take turns."""
        cards = self._assistant.search("", language=language, k=_SAMPLE).cards
        counts = Counter(_section(card.category) for card in cards if card.category)
        rows: dict[str, list[tuple[str, ...]]] = {}
        for path, _ in counts.most_common():
            rows.setdefault(path[0], []).append(path)
        named = (
            (self._renderer.category_name(path[-1], language), self._renderer.icon(" > ".join(path)))
            for path in _in_turn(list(rows.values()))
        )
        return tuple((name, icon) for name, icon in named if name)[:TILES]


def _section(category: str) -> tuple[str, ...]:
    return tuple(step.strip() for step in category.split(">") if step.strip())[:2]


def _in_turn(rows: list[list[tuple[str, ...]]]) -> list[tuple[str, ...]]:
    longest = max((len(row) for row in rows), default=0)
    return [row[index] for index in range(longest) for row in rows if index < len(row)]
