# ruff: noqa: E501 - patterns are data: one line each reads best
"""What reviews say of one thing: how many of how many, and their words."""

import re
from collections.abc import Iterator, Sequence

from assistant.domain.card import Card, Claim
from assistant.domain.events import Event, TextDelta
from assistant.domain.product import Product
from assistant.domain.store import Review
from assistant.lexicon.review_points import Point, load_review_points
from assistant.minds.phrasing import short
from assistant.minds.talking import to_the_store
from assistant.toolbox.desk import Desk
from assistant.understanding.asks import beside_topics
from assistant.understanding.ends import beside_ends
from assistant.understanding.overlap import words_of

QUOTED = 2
_ALIKE = 2
"""Words of a question that a review about it has."""
_ABOUT_REVIEWS = re.compile(
    r"(?<![가-힣])(?:그|이|저)(?:거|건|것|게)\S*|몇\S*|후기|리뷰|평점|별점|평가|사람|말\b|불평|불만|얘기|이야기|많|people|review\w*|say\w*|said|complain\w*|mention\w*|find\w*|think\w*|anyone|anybody|customer\w*|buyer\w*|how many|report\w*"
)


def pointed(desk: Desk, product: Product) -> tuple[Point, ...]:
    """The points the shopper asks about, the words of the product's own name left aside."""
    return load_review_points().asked_in(_asked(desk, product))


def said(desk: Desk, card: Card, product: Product, points: Sequence[Point]) -> Iterator[Event]:
    """How many reviews make the first of `points` that any makes, how many say the contrary, and two of them
    word for word; that none does, when none does."""
    written = desk.reviews(card.sku)
    table = load_review_points()
    counted = [(point, _making(point, written)) for point in points]
    point, making = max(counted, key=lambda pair: len(pair[1])) if not counted[0][1] else counted[0]
    against = table.opposite(point)
    contrary = [one for one in (_making(against, written) if against else []) if one not in making]
    total = _counted(desk, card, "count", len(written))
    texts, language = desk.texts, desk.language
    title = short(card.title)
    if not making and not contrary and (held := _holding(desk, product, written)):
        yield from _mention(desk, card, held, total)
        return
    if not making:
        yield TextDelta(texts.say("review.none_said", title=title, count=total, what=point.what(language)))
        if not contrary:
            yield from to_the_store(desk)
    else:
        found = _counted(desk, card, f"count.{point.point_id}", len(making))
        yield TextDelta(texts.say("review.said", count=total, found=found, what=point.what(language)))
    if contrary and against:
        found = _counted(desk, card, f"count.{against.point_id}", len(contrary))
        yield TextDelta(texts.say("review.but", found=found, what=against.what(language)))
    yield from _quoted(desk, [*making, *contrary])


def mentioned(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """For a question no point covers: how many reviews hold its rarest telling word, and two of them; that
    none does, when none does."""
    written = desk.reviews(card.sku)
    total = _counted(desk, card, "count", len(written))
    texts = desk.texts
    found = _holding(desk, product, written)
    if found is None:
        yield TextDelta(texts.say("review.none_mentioned", title=short(card.title), count=total))
        yield from overall(desk, card)
        return
    yield from _mention(desk, card, found, total)


def _holding(desk: Desk, product: Product, written: Sequence[Review]) -> tuple[str, list[Review]] | None:
    """The rarest telling word of the question that any review has, in either language, and those reviews."""
    held = []
    for word in _words(desk, product):
        forms = {word, *(form for one in desk.shop.lexicon.of(word) for form in (*one.ko, *one.en))}
        texts = [
            one for one in written if any(form.lower() in one.text.lower() for form in forms if len(form) > 1)
        ]
        held.append((word, texts))
    return min((one for one in held if one[1]), key=lambda pair: len(pair[1]), default=None)


def _mention(desk: Desk, card: Card, found: tuple[str, list[Review]], total: int) -> Iterator[Event]:
    word, reviews = found
    count = _counted(desk, card, "count.mentioned", len(reviews))
    yield TextDelta(desk.texts.say("review.mentioned", count=total, found=count, word=word))
    yield from _quoted(desk, reviews)


def overall(desk: Desk, card: Card) -> Iterator[Event]:
    """How many reviews there are, how good, and two of them: in the shopper's language where there are any."""
    written, rating = desk.reviews(card.sku), desk.rating(card.sku)
    if not written or rating is None:
        return
    texts = desk.texts
    yield TextDelta(
        texts.say("ask.reviews", title=short(card.title), count=len(written), rating=f"{rating:g}")
    )
    own = [review for review in written if review.language == desk.language]
    for review in (own or written)[:QUOTED]:
        yield TextDelta(texts.say("ask.review_line", text=review.text, rating=review.rating))


def instead(desk: Desk, card: Card, product: Product) -> Iterator[Event]:
    """For a question the record does not answer: what reviews say of it, when any does: a point of theirs, or
    the very words of the question, two at least."""
    points = [
        point
        for point in pointed(desk, product)
        if _making(point, desk.reviews(card.sku)) or _contrary(point, desk.reviews(card.sku))
    ]
    if points:
        yield from said(desk, card, product, points)
        return
    written = desk.reviews(card.sku)
    words = _words(desk, product)
    alike = [one for one in written if sum(word in one.text.lower() for word in words) >= _ALIKE]
    if alike and (held := _holding(desk, product, alike)):
        yield from _mention(desk, card, (held[0], alike), _counted(desk, card, "count", len(written)))


def _contrary(point: Point, written: Sequence[Review]) -> list[Review]:
    against = load_review_points().opposite(point)
    return _making(against, written) if against else []


def asks_of_reviews(desk: Desk, product: Product) -> bool:
    """True when the question holds a word beside those of asking for reviews in general."""
    return bool(_words(desk, product))


def _making(point: Point, written: Sequence[Review]) -> list[Review]:
    return [review for review in written if point.is_made_by(review.text.lower())]


def _counted(desk: Desk, card: Card, field: str, count: int) -> int:
    """The receipt of a count over the reviews of a product."""
    desk.evidence.add(Claim(str(count), f"reviews:{card.sku}", field, str(count), "", card.sku))
    return count


def _quoted(desk: Desk, reviews: Sequence[Review]) -> Iterator[Event]:
    own = [review for review in reviews if review.language == desk.language]
    for review in own[:QUOTED]:
        stars = str(review.rating)
        desk.evidence.add(Claim(stars, f"review:{review.review_id}", "rating", stars))
        yield TextDelta(desk.texts.say("ask.review_line", text=review.text, rating=review.rating))


def _asked(desk: Desk, product: Product) -> str:
    """The question without the product's own name."""
    text = desk.request.text.lower()
    for title in product.title.both():
        for word in sorted(title.lower().split(), key=len, reverse=True):
            if len(word) > 1:
                text = re.sub(rf"(?<![가-힣a-z]){re.escape(word)}(?![a-z])", " ", text)
    return text


def _words(desk: Desk, product: Product) -> list[str]:
    asked = _ABOUT_REVIEWS.sub(" ", beside_topics(_asked(desk, product)))
    return [word for word in dict.fromkeys(words_of(beside_ends(asked), pieces=False)) if len(word) > 1]
