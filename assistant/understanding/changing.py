# ruff: noqa: E501 - patterns are data: one line each reads best
"""What becomes of lines in the cart: how many there are to be, what goes out, what is spared."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Order, Request, Session
from assistant.domain.product import Product
from assistant.lexicon.morphemes import noun_of
from assistant.understanding.hear import CART_WORDS, Heard
from assistant.understanding.named import named
from assistant.understanding.names import by_meaning, by_sound
from assistant.understanding.numerals import count
from assistant.understanding.ordering import LESS
from assistant.understanding.quantities import DOUBLE, find_quantity
from assistant.understanding.query import keys_left
from assistant.understanding.reading import Reading, runs_of
from assistant.understanding.valued import has_options
from assistant.understanding.vocabulary import Vocabulary

MORE = re.compile(
    r"늘려|(?:increase|raise|bump).{0,20}\bby\b|하나\s?더|더\s?(?:담|넣|추가)|one more|another|\d+ more|more of"
)
WHOLE_CART = re.compile(r"장바구니|카트|\bcart\b|\bbasket\b")
_TAKES_OUT = re.compile(
    r"빼|뺄|삭제|제거|지워|취소|없애|꺼내|버려|됐|덜어|\b(?:remove|delete|take|drop|rid|cancel|ditch|lose|scrap|dump|chuck|bin|out|off|don'?t|no longer|without|put (?:it|that|them) back)\b"
    r"|^\W*(?:(?:actually|ok(?:ay)?|and|oh|hm+|sorry|then)\W+)*no [a-z][a-z -]*? (?:after all|then|please|any ?more|now)\W*$"
)
_PUT_IN_BEFORE = re.compile(
    r"(?:담은|담긴|넣은|담아둔)\s?(?:거|것|걸|건|상품|제품)|\bjust (?:added|put in)\b"
)
_TAKEN_OUT_KO = re.compile(
    r"(?<![가-힣])(?P<what>[가-힣]{2,})\s(?:좀\s|그냥\s|다시\s|도로\s)?(?:빼|뺄|삭제|지워|제거|취소)"
)
_UNDO = re.compile(
    r"\W*(?:(?:no|wait|oops|sorry|ok(?:ay)?|actually|please|hm+)\W+)*(?:undo|revert)(?: (?:that|it|this|the last (?:one|change|thing)|what i just did))?(?: please| pls)?\W*"
    r"|\W*(?:(?:아니|아|앗|잠깐만?|음+|실수\S*)\W+)*(?:방금\s?(?:거|것|건)?\s?)?(?:되돌려|되돌리|원래대로|실행\s?취소|무르|물러)\S*(?:\s?(?:주세요|줘요?|놔\S*|해\S*))?\W*"
    r"|\W*(?:(?:아니|아냐|아니다|아|앗|잠깐만?|음+)\W+)*(?:방금|아까|지금)\s?(?:줄인|늘린|바꾼|변경한|수정한|교체한|뺀|삭제한|지운)\s?(?:거|것|건|걸)(?:은|는|를)?\s?(?:(?:다시|도로)\s?(?:넣|담|바꿔|돌려)|취소|되돌|원래|무르|물러)\S*(?:\s?(?:주세요|주실래요|줘요?|줄래요?|놔\S*|해\S*))*\W*"
)
"""undo that: of the cart's last change."""
_BACK_IN = re.compile(
    r"\W*(?:(?:no|wait|oops|sorry|ok(?:ay)?|actually|please|hm+|and|then)\W+)*(?:put|add|throw) (?:it|that|them|those|this|(?:that|the|this) one) (?:back(?: in(?:to)?(?: (?:there|(?:the|my) (?:cart|basket)))?)?(?: again)?)(?:,? (?:please|pls|then|after all))*\W*"
)
"""put it back in: what just went out."""
_NAMED_BACK_IN = re.compile(
    r"\W*(?:(?:no|wait|oops|sorry|ok(?:ay)?|actually|please|hm+|and|then|can you|could you)\W+)*(?:put|add|throw) (?:the |my |that |those )(?P<what>[a-z][\w' -]*?) back(?: in(?:to)?(?: (?:there|(?:the|my) (?:cart|basket)))?)?(?: again)?(?:,? (?:please|pls|then|after all))*\W*"
)
"""put the beanie back, when it lies in the cart no more."""
_DITCH = re.compile(
    r"\b(?:scratch|forget|skip|leave out|never ?mind|nix|(?:i(?:'ve)? )?changed my mind) (?:(?:about|on) )?(?:the|that|those)\s"
)
"""scratch the board: of what lies in the cart."""
_NO_MORE = re.compile(
    r"\b(?:never ?mind|forget (?:it|that|about)|(?:don'?t|no longer|do not) (?:want|need)|no,? (?:thanks|thank you)|cancel (?:the|that|it))\b"
    r"|(?:은|는|도)?\s?(?:됐어|됐고|됐습|필요\s?없|안\s?(?:살|사|할|담)|취소|그만)[가-힣]*"
)
_NEXT_TIME = re.compile(
    r"(?:(?P<old>[가-힣a-z]+(?:\s[가-힣a-z]+)?)(?:은|는|도)\s)?(?<![가-힣])(?:다음\s?번?|나중|담번?)에\s?(?:다시\s|따로\s)?(?:살|사|할|구매|주문|담)(?:게|래|자|지|려|려고|야|할게)\S*"
)
_OUT_AGAIN = re.compile(
    r"\W*(?:(?:and|ok(?:ay)?|then|no|actually|please|take|can you take)\W+)*(?:the |that )?(?P<old>[a-z][a-z -]*?) (?:back )?(?:out|off)(?: again| please| pls| then| of (?:it|the cart|my cart))*\W*"
)
"""carrot out again."""
_NOT_WANTED = re.compile(
    r"\W*(?:(?:and|ok(?:ay)?|then|actually|oh|hm+)\W+)*no (?P<old>[a-z][a-z -]*?),? (?:thanks|thank you|after all)(?: then| though)?\W*"
    r"|\W*(?:(?:아|참|음|아니)[\s,]+)?(?P<ko>[가-힣a-z]+(?:\s[가-힣a-z]+){0,2}?)(?:은|는)\s?(?:이제\s|그냥\s|역시\s)?(?:됐(?:어요?|습니다|네요)|필요\s?없\S*|안\s?(?:살|할|사|필요)\S*)\W*"
)
"""no beanie, thanks; 주스는 됐어요."""


def of_empty_cart(low: str, session: Session) -> bool:
    """방금 담은 거 빼 줘, 그것도 빼 줘 right after the last line went out: meant of a cart that holds nothing."""
    if session.cart.lines or not _TAKES_OUT.search(low):
        return False
    return bool(_PUT_IN_BEFORE.search(low)) or (session.topic == "cart" and session.pending is None)


def puts_off(low: str) -> bool:
    """소파는 다음에 살게요: nothing of it is wanted now."""
    return bool(_NEXT_TIME.search(low))


def undone(heard: Heard, session: Session) -> tuple[Order, ...]:
    """The changes that bring the cart back to what it held before its last change; () when that is not asked."""
    now, before = session.cart, session.cart_before
    if not _UNDO.fullmatch(heard.low) and not (session.only_took_out and _BACK_IN.fullmatch(heard.low)):
        return ()
    changed = [
        sku
        for sku in dict.fromkeys(line.sku for line in (*now.lines, *before.lines))
        if now.quantity(sku) != before.quantity(sku)
    ]
    out = [Order(sku, quantity=0) for sku in changed if now.quantity(sku)]
    back = [Order(sku, quantity=before.quantity(sku)) for sku in changed if before.quantity(sku)]
    return (*out, *back)


def put_back(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Order | None:
    """What is named and lies in the cart no more, as many as there were; None where none is, and where it lies
    there still: that goes back on the shelf."""
    match = _NAMED_BACK_IN.fullmatch(heard.low)
    keys = keys_left(Reading(match["what"]), vocabulary) if match else []
    if not keys:
        return None
    lines = [line.sku for line in session.cart.lines]
    if named(keys, session, vocabulary, lines, shown=shown):
        return None
    gone = [line.sku for line in session.cart_before.lines if line.sku not in lines]
    sku = named(keys, session, vocabulary, gone, shown=shown) or named(keys, session, vocabulary, shown=shown)
    return Order(sku, quantity=session.cart_before.quantity(sku) or 1) if sku else None


def takes_back(low: str) -> bool:
    """forget the sugar, 설탕은 됐어요: what was asked about is wanted no more."""
    return bool(_DITCH.search(low) or _NO_MORE.search(low))


def ditched(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> str | None:
    """The line of the cart that is scratched by its name; None when none is meant."""
    lines = [line.sku for line in session.cart.lines]
    match = _DITCH.search(heard.low)
    out = _OUT_AGAIN.fullmatch(heard.low) or _NEXT_TIME.search(heard.low)
    unwanted = _NOT_WANTED.fullmatch(heard.low)
    if not lines or heard.is_question or LESS.search(heard.low) or not (match or out or unwanted):
        return None
    text = out["old"] or "" if out else heard.low[match.end() if match else 0 :]
    if unwanted:
        text = unwanted["old"] or unwanted["ko"]
    keys = keys_left(Reading(re.split(r"[,.;]|\bi\b|\bi'", text)[0]), vocabulary)
    if not keys:
        return None
    return named(keys, session, vocabulary, lines, shown=shown) or _ending_in(keys[-1], lines, shown)


def _ending_in(key: str, lines: list[str], shown: Mapping[str, Product]) -> str | None:
    """The one line whose goods are so called at the end of a longer word: the board is a snowboard."""
    ending = [
        sku
        for sku in lines
        if sku in shown
        and any(
            title.lower().split()[-1:][0].endswith(key) for title in shown[sku].title.both() if title.split()
        )
    ]
    return ending[0] if len(ending) == 1 else None


def change(
    heard: Heard,
    base: Request,
    session: Session,
    vocabulary: Vocabulary,
    shown: Mapping[str, Product],
    lines: list[str],
) -> Request:
    """Quantities are absolute: "하나 빼줘" becomes one less than the cart holds."""
    pointed = heard.pointed
    reading = Reading(heard.low)
    if counted := find_quantity(reading):
        reading.take(counted[1], counted[2])
    reading.take_all(DOUBLE)
    reading.take_all(CART_WORDS)
    said = [key for key in keys_left(reading, vocabulary) if not key.isdigit()]
    keys = [
        key for key in said if vocabulary.products_for(key) or vocabulary.lexicon.names(key, "product_type")
    ]
    sku = named(keys, session, vocabulary, lines, partly=True, shown=shown) if keys else None
    skus = (sku,) if sku else by_meaning(session, shown, heard.keys, vocabulary, lines)
    if not skus and keys:
        skus = by_sound(keys[-1], shown, lines)
    if not skus and pointed.how in ("ordinal", "all") and WHOLE_CART.search(heard.low) and lines:
        skus = pointed.skus
    if not skus and pointed.how in ("", "pronoun", "value"):
        skus = _of_the_value(heard, vocabulary, lines, shown)
    if not skus:
        skus = tuple(sku for sku in pointed.skus if sku in lines) or (
            pointed.skus if heard.keys or pointed.how in ("ordinal", "sku") else ()
        )
    if not skus and not keys and not _names_unknown(heard.low, said):
        near = [sku for sku in (*session.focus, *reversed(lines)) if sku in lines]
        skus = tuple(near[:1]) if (session.focus and session.focus[0] in lines) or len(lines) == 1 else ()
    quantity = heard.quantity if heard.quantity is not None else _bare_count(heard)
    if skus and DOUBLE.search(heard.low):
        quantity = 2 * session.cart.quantity(skus[0])
    if LESS.search(heard.low):
        held = session.cart.quantity(skus[0]) if skus else 0
        quantity = max(0, held - (heard.quantity or 1))
    elif (
        MORE.search(heard.low)
        and skus
        and not re.search(r"(?:개|로|to)\s?(?:로)?\s?(?:늘려|바꿔)|\bto \d", heard.low)
    ):
        quantity = session.cart.quantity(skus[0]) + (heard.quantity or 1)
    query = "" if skus else heard.query or " ".join(said)
    at_most = None if quantity is None else min(quantity, MAX_QUANTITY + 1)
    return replace(base, intent="cart_change", references=skus, quantity=at_most, query=query)


def _names_unknown(low: str, said: Sequence[str]) -> bool:
    """케이지 빼 줘, said of what no line is called: it is not the line spoken of last."""
    match = _TAKEN_OUT_KO.search(low)
    word = noun_of(match["what"])[0] if match else ""
    return len(word) > 1 and any(word in key for key in said)


def _of_the_value(
    heard: Heard, vocabulary: Vocabulary, lines: list[str], shown: Mapping[str, Product]
) -> tuple[str, ...]:
    """The black one we have already, take it off: the one line of that colour or size, where others are not."""
    told = [one for one in heard.conditions if one.facet in ("color", "size") and one.op == "eq"]
    if not told or len(lines) < 2:
        return ()
    fits = [sku for sku in lines if sku in shown and has_options(shown[sku], sku, told, vocabulary)]
    return tuple(fits) if len(fits) == 1 else ()


def _bare_count(heard: Heard) -> int | None:
    """make it one: a number word alone, when the sentence sets a quantity; 0 where it takes something out;
    None when it says neither."""
    found = [number for run in runs_of(heard.low) if (number := count(run.text))]
    if found and heard.likely == "cart_change":
        return found[-1]
    return 0 if _TAKES_OUT.search(heard.low) else None
