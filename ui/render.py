"""Events and cards as HTML. One rendering for every door: it knows nothing of Gradio.

Whatever comes from feeds, shoppers or models is text here: Jinja escapes all of it. The only markup let
through unescaped is our own icons. Fragments carry `data-action` attributes; a door binds them.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from assistant.domain.card import Card, Claim
from assistant.domain.dialogue import Constraint
from assistant.domain.events import CartView, Comparison
from assistant.domain.money import Money
from assistant.domain.product import Availability
from assistant.domain.text import LANGUAGES, Language
from assistant.grounding import sentences
from assistant.lexicon import Lexicon
from assistant.lexicon.edible import is_labelled
from assistant.lexicon.foods import food_name
from assistant.toolbox.cards import option_text
from ui.face.chips import Chip, Chips
from ui.face.icons import Icon, Icons
from ui.face.sources import sources
from ui.face.turn_view import TurnView
from ui.face.wording import Wording

_AVAILABILITY_TONE: Mapping[Availability, str] = {
    "in_stock": "good",
    "preorder": "plain",
    "unknown": "plain",
    "out_of_stock": "bad",
}

_ONE_PARAGRAPH = 4
NO_TITLES: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Place:
    """Where cards are drawn: the shop's store names by id, and its currency."""

    stores: Mapping[str, str]
    currency: str = "KRW"


class Renderer:
    """The page's fragments. Holds templates and words only; safe to share between threads."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._icons = Icons(lexicon)
        self._lexicon = lexicon
        self.wording: Mapping[Language, Wording] = {language: Wording(language) for language in LANGUAGES}
        self._templates = Environment(
            loader=PackageLoader("ui"), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
            lstrip_blocks=True,
        )  # fmt: skip
        self._templates.globals.update(
            svg=self._svg,
            picture=picture,
            percent_off=percent_off,
            amount=amount,
            tone=_AVAILABILITY_TONE.__getitem__,
        )

    def fragment(self, name: str, language: Language, /, **values: object) -> str:
        """Template `name`.html in `language`; a missing value is an error, not a blank."""
        template = self._templates.get_template(f"{name}.html")
        return template.render(t=self.wording[language], language=language, **values)

    def turn(self, view: TurnView, place: Place, titles: Mapping[str, str] = NO_TITLES) -> str:
        """One turn: the shopper's words, status, a first sentence, products or comparison, the rest of the
        text, sources, suggestions. `titles` name compared SKUs that are not among its own cards."""
        named = dict(titles) | {card.sku: card.title for card in view.cards}
        said = self._unnoticed(view)
        shows = bool(view.cards or view.comparison)
        lead, rest = (said[0], said[1:]) if shows and said and not view.relaxed else ("", said)
        return self.fragment(
            "turn",
            view.language,
            view=view,
            place=place,
            relaxed=self.conditions(view.relaxed, view.language, place),
            cards=[self._face(card) for card in view.cards],
            sources=sources(view.claims, self.wording[view.language], named, place.stores),
            titles=named,
            lead=lead,
            paragraphs=([" ".join(rest)] if rest else []) if shows else paragraphs(rest),
        )

    def _unnoticed(self, view: TurnView) -> list[str]:
        """What was said, but that an AI talks: the page says so at all times."""
        notice = self.wording[view.language].replies.say("talk.ai_notice")
        known = {sentence.strip() for sentence in sentences(notice)}
        lines = (one.strip() for line in view.text.splitlines() for one in sentences(line))
        return [line for line in lines if line and line not in known]

    def card(self, card: Card, language: Language, place: Place) -> str:
        """One product card."""
        return self.fragment("card", language, face=self._face(card), place=place)

    def compare(self, comparison: Comparison, language: Language, titles: Mapping[str, str]) -> str:
        """A table: a column a SKU, a row a feature, rows that differ marked."""
        return self.fragment("compare", language, comparison=comparison, titles=titles)

    def cart(self, cart: CartView, language: Language) -> str:
        """The cart: lines with quantity buttons, and the total."""
        return self.fragment("cart", language, cart=cart, count=sum(line.quantity for line in cart.lines))

    def chips(self, constraints: Sequence[Constraint], language: Language, place: Place) -> str:
        """What was understood, each with a way to take it off; an empty strip when there is nothing."""
        return self.fragment("chips", language, chips=self._chips(constraints, language, place))

    def suggestions(self, items: Sequence[str], language: Language) -> str:
        """What the shopper may say next, as buttons."""
        return self.fragment("suggestions", language, items=items)

    def receipts(
        self, claims: Sequence[Claim], language: Language, place: Place, titles: Mapping[str, str] = NO_TITLES
    ) -> str:
        """The sources behind what was said, folded; `titles` name the SKUs they speak of."""
        drawn = sources(claims, self.wording[language], titles, place.stores)
        return self.fragment("receipts", language, sources=drawn)

    def icon(self, category: str) -> Icon:
        """The icon that stands for a category path."""
        return self._icons.of(category)

    def category_name(self, name: str, language: Language) -> str:
        """A category's name in `language`; "" when neither feed nor lexicon has one."""
        return self._icons.category_name(name, language)

    def conditions(self, constraints: Sequence[Constraint], language: Language, place: Place) -> str:
        """Constraints as a shopper reads them, in one line; "" for none."""
        return ", ".join(chip.label for chip in self._chips(constraints, language, place))

    def _chips(self, constraints: Sequence[Constraint], language: Language, place: Place) -> tuple[Chip, ...]:
        wording, name = self.wording[language], self._icons.category_name
        return Chips(wording, place.currency, place.stores, self._value, name).of(constraints)

    def _value(self, facet: str, value: str, language: Language) -> str:
        if facet == "allergen":
            return food_name(value, language, self._lexicon)
        read = option_text(facet, value, language, self._lexicon)
        if read != value or facet in ("brand", "size"):
            return read
        return self._icons.value_name(value, language)

    def _face(self, card: Card) -> "CardFace":
        return CardFace(
            card, self.icon(card.category), say_unknown=is_labelled((card.category,), self._lexicon)
        )

    def _svg(self, icon: Icon | str) -> Markup:
        drawn = self._icons.named(icon) if isinstance(icon, str) else icon
        return Markup(  # noqa: S704 - our own drawing from icons.toml
            f'<svg class="dg-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">{drawn.svg}</svg>'
        )


@dataclass(frozen=True, slots=True)
class CardFace:
    """A card with what drawing adds: its stand-in icon, and whether an undeclared allergen list is said."""

    card: Card
    icon: Icon
    say_unknown: bool


def picture(address: str) -> str:
    """`address` when a page may load it: http(s), or our own /images/ folder; else "" (no picture)."""
    address = address.strip()
    if address.startswith("/images/") and ".." not in address and "\\" not in address:
        return address
    return address if address.lower().startswith(("https://", "http://")) else ""


def percent_off(price: Money | None, list_price: Money | None) -> int:
    """Whole percent by which `price` is below `list_price`, rounded down; 0 when it is not."""
    if not price or not list_price or price.currency != list_price.currency or list_price.minor <= 0:
        return 0
    return max(0, (list_price.minor - price.minor) * 100 // list_price.minor)


def paragraphs(lines: Sequence[str]) -> list[str]:
    """A short answer as one paragraph, a longer one (a list of stores, say) as a line a sentence."""
    return list(lines) if len(lines) > _ONE_PARAGRAPH else [" ".join(lines)] if lines else []


def amount(number: float) -> str:
    """A base quantity as read: 100.0 -> "100", 1.5 -> "1.5"."""
    return f"{number:g}"
