"""A request fitted to what its goods come in, and to what lies in the cart."""

from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.understanding.hear import Heard
from assistant.understanding.optioned import comes_in, in_the_size, is_its_size, of_the_option
from assistant.understanding.vocabulary import Vocabulary


def only_as_it_comes(
    request: Request, heard: Heard, shown: Mapping[str, Product], vocabulary: Vocabulary
) -> Request:
    """An order in a size the product does not come in is answered with the sizes it has; a size is no number
    of them."""
    if request.intent != "cart_add" or len(request.references) != 1:
        return request
    sku = request.references[0]
    number = vocabulary.number_of(sku)
    product = next((one for other, one in shown.items() if vocabulary.number_of(other) == number), None)
    if product is None:
        return request
    if request.quantity and is_its_size(request.quantity, product, heard.low, vocabulary.lexicon):
        request = replace(request, quantity=None)
    if comes_in(sku, product, heard.low, vocabulary):
        return request
    return replace(request, intent="ask_product", asks=("size",), orders=(), quantity=None)


def put_in_first(request: Request, session: Session, vocabulary: Vocabulary) -> Request:
    """So many of what is not in the cart yet: they are to go in."""
    if request.intent != "cart_change" or not request.quantity or len(request.references) != 1:
        return request
    number = vocabulary.number_of(request.references[0])
    held = any(vocabulary.number_of(line.sku) == number for line in session.cart.lines)
    return request if held else replace(request, intent="cart_add")


def in_the_option(
    request: Request, heard: Heard, shown: Mapping[str, Product], vocabulary: Vocabulary
) -> Request:
    """is size 52 in stock: asked of the size or colour that is said, whichever of them was shown. Two held
    side by side stay two: what sets the blue one apart."""
    if request.intent not in ("ask_product", "stock_check", "compare"):
        return request
    wanted = [one for one in heard.conditions if one.hard]
    sized = any(one.facet == "size" for one in wanted)
    skus = [
        of_the_option(sku, shown[sku], wanted, vocabulary) if sku in shown else sku
        for sku in request.references
    ]
    if len(skus) == 1 and skus[0] in shown and not sized:
        skus = [in_the_size(skus[0], shown[skus[0]], heard.low, vocabulary)]
    found = tuple(dict.fromkeys(skus))
    if request.intent == "compare" and len(found) < len(request.references):
        return request
    return replace(request, references=found)
