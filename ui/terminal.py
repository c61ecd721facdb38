"""The assistant in a terminal: words in, cards as a few lines each, suggestions by number."""

import logging
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress

from rich.console import Console
from rich.markup import escape
from rich.table import Table

from assistant import Assistant
from assistant.assistant import SearchAnswer
from assistant.domain.card import Card
from assistant.domain.events import (
    CartChanged,
    CartView,
    Comparison,
    Done,
    Event,
    Failure,
    Products,
    Status,
    Suggestions,
    TextDelta,
    Understood,
)
from assistant.domain.text import Language
from assistant.errors import DangolError, NotFound
from assistant.lexicon import load_lexicon
from ui.face.wording import Wording
from ui.render import Place, Renderer

TURNS_AROUND = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

log = logging.getLogger("dangol.chat")

Ask = Callable[[], str]
HINT = {
    "ko": "말씀하세요. 번호를 누르면 그 제안을 보내고, Ctrl-D로 끝나요.",
    "en": "Say what you need. A number sends that suggestion; Ctrl-D ends.",
}


def chat(
    assistant: Assistant, console: Console, ask: Ask, *, shopper_id: str | None, language: Language | None
) -> None:
    """Talk until `ask` raises EOFError (Ctrl-D); Ctrl-C drops the line being typed or the answer under way.
    The session is ended and wiped in any case. NotFound for an unknown shopper."""
    opened = assistant.open_session(channel="api", language=language, shopper_id=shopper_id)
    session_id, spoken = opened.session.session_id, opened.session.language
    console.print(f"[dim]{HINT[spoken]}[/dim]")
    offered: tuple[str, ...] = ()

    def title(sku: str, language: Language) -> str:
        with suppress(NotFound):  # gone from the catalogue since: its SKU has to do
            return assistant.product(sku, language).card.title
        return sku

    try:
        while True:
            try:
                said = printable(ask())
                if not said.strip():
                    continue
                said = _chosen(said, offered)
                offered = show(console, assistant.turn(session_id, said), spoken, title) or offered
                spoken = assistant.session(session_id).language
            except KeyboardInterrupt:
                console.print()
            except DangolError as error:
                console.print(f"[red]{escape(str(error))}[/red]")
            except EOFError:
                raise
            except Exception:
                log.exception("a turn broke off")
                console.print(f"[red]{Wording(spoken)('page.error')}[/red]")
    except EOFError:
        console.print()
    finally:
        assistant.end(session_id)


def show(
    console: Console, events: Iterable[Event], language: Language, title: Callable[[str, Language], str]
) -> tuple[str, ...]:
    """Print one turn as it comes; the suggestions it ended with, () when it made none. title: the name of a
    SKU."""
    offered: tuple[str, ...] = ()
    words, talking = Wording(language), False
    for event in events:
        if talking and not isinstance(event, TextDelta):
            console.print()
            talking = False
        match event:
            case Understood(language=spoken):
                words = Wording(spoken)
            case TextDelta(delta=delta):
                console.print(escape(printable(delta)), end="", soft_wrap=True, highlight=False)
                talking = True
            case Products(items=cards):
                _print_all(
                    console, (line for n, card in enumerate(cards, 1) for line in card_lines(n, card, words))
                )
            case Comparison():
                console.print(
                    comparison_table(event, words, [title(sku, words.language) for sku in event.skus])
                )
            case CartChanged(cart=cart):
                _print_all(console, cart_lines(cart, words))
            case Suggestions(items=items):
                offered = items
                _print_all(
                    console, (f"  [cyan]{n}[/cyan] {escape(printable(s))}" for n, s in enumerate(items, 1))
                )
            case Failure(message=message):
                console.print(f"[red]{escape(printable(message))}[/red]")
            case Status(message=message) if message:
                console.print(f"[dim]… {escape(printable(message))}[/dim]")
            case Done(degraded=True):
                console.print(f"[dim]({words('turn.degraded')})[/dim]")
    if talking:
        console.print()
    return offered


def card_lines(number: int, card: Card, words: Wording) -> Iterator[str]:
    """One card in two or three lines of rich markup: title and price; what sets it apart; why it is here."""
    language = words.language
    price = card.price.format(language) if card.price else words("card.no_price")
    if card.list_price and card.price and card.list_price > card.price:
        price += f" [strike dim]{card.list_price.format(language)}[/strike dim]"
    yield f"[bold]{number:>2}. {escape(printable(card.title))}[/bold]  [green]{price}[/green]"
    facts = [card.sku, card.brand, *card.options.values(), words(f"card.{card.availability}")]
    if card.unit_price:
        base = f"{card.unit_price.base:g}"
        each = card.unit_price.price.format(language)
        facts.append(words("card.unit_price", base=base, unit=card.unit_price.unit, price=each))
    if card.store:
        facts.append(words("card.at_store", store=card.store.store_id, quantity=card.store.quantity))
        if card.store.aisle:
            facts.append(words("card.aisle", aisle=card.store.aisle))
    if card.allergens.contains:
        facts.append(words("card.contains", names=words.names("allergen", card.allergens.contains)))
    if card.allergens.may_contain:
        facts.append(words("card.may_contain", names=words.names("allergen", card.allergens.may_contain)))
    yield "    [dim]" + escape(printable(" · ".join(fact for fact in facts if fact))) + "[/dim]"
    if card.reason.text:
        yield f"    [yellow]↳ {escape(printable(card.reason.text))}[/yellow]"


def cart_lines(cart: CartView, words: Wording) -> Iterator[str]:
    """The cart, one line each, and the total."""
    yield f"[bold]{words('cart.title')}[/bold]"
    if not cart.lines:
        yield f"  {words('cart.empty')}"
        return
    for line in cart.lines:
        price = line.line_total.format(words.language) if line.line_total else words("card.no_price")
        yield f"  {escape(printable(line.title))} × {line.quantity}  {price}"
    total = cart.total.format(words.language) if cart.total else words("cart.no_total")
    yield f"  [bold]{words('cart.total')} {total}[/bold]"


def comparison_table(comparison: Comparison, words: Wording, titles: Sequence[str]) -> Table:
    """Rows as features, columns as products by their titles; rows that differ stand out."""
    table = Table(words("compare.feature"), *(escape(printable(title)) for title in titles))
    for row in comparison.rows:
        cells = [escape(printable(value)) for value in (row.name, *row.values)]
        table.add_row(*cells, style="bold" if row.differs else "dim")
    return table


def printable(text: str) -> str:
    """`text` without what would steer the terminal: control characters (but line breaks), changes of writing
    direction, halves of characters."""
    return "".join(
        c
        for c in text
        if c == "\n" or (unicodedata.category(c) not in ("Cc", "Cs") and c not in TURNS_AROUND)
    )


def _chosen(said: str, offered: Sequence[str]) -> str:
    number = said.strip()
    if number.isascii() and number.isdigit() and 1 <= int(number[:4]) <= len(offered):
        return offered[int(number[:4]) - 1]
    return said


def _print_all(console: Console, lines: Iterable[str]) -> None:
    for line in lines:
        console.print(line, soft_wrap=True, highlight=False)


def print_search(found: SearchAnswer, assistant: Assistant) -> None:
    """One search's cards as lines; before them what they do not meet, or that nothing was found."""
    language, console = found.request.language, Console()
    words = Wording(language)
    if found.relaxed:
        stores = {store.store_id: store.name.in_(language) for store in assistant.stores()}
        chips = Renderer(load_lexicon()).conditions(
            found.relaxed, language, Place(stores=stores, currency=assistant.currency)
        )
        said = escape(printable(words("card.relaxed", constraints=chips)))
        console.print(f"[yellow]{said}[/yellow]", soft_wrap=True, highlight=False)
    if not found.cards:
        console.print(words("card.none"))
    _print_all(
        console, (line for n, card in enumerate(found.cards, 1) for line in card_lines(n, card, words))
    )
