# ruff: noqa: E501 - patterns are data: one line each reads best
"""Lines of the cart: which is meant, and what is said of every one: all but the second go out, both are two."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from assistant.domain.cart import MAX_QUANTITY
from assistant.domain.dialogue import Constraint, Request, Session
from assistant.domain.product import Product
from assistant.understanding.hear import Heard
from assistant.understanding.names import by_meaning
from assistant.understanding.quantities import EACH, SO_MANY, counts_in
from assistant.understanding.reading import Reading, runs_of
from assistant.understanding.references import point_exactly
from assistant.understanding.sentence import Sentence
from assistant.understanding.several import is_value_only, values_said
from assistant.understanding.terms import singular, strip_particle
from assistant.understanding.valued import has_options
from assistant.understanding.vocabulary import Vocabulary

OUT = re.compile(
    r"\b(?:remove|delete|drop|cancel|lose|ditch|scrap|bin|take .{1,40}(?:out|off|away)|(?:off|out)\b|no need|don'?t (?:need|want)|can go|no longer|without|get rid|put .{1,30}back)\b"
    r"|빼|뺄|삭제|제거|지워|취소|없애|필요\s?없|됐(?:어|고|습)|안\s?(?:살|사|할)|덜어"
)
KEEPS = re.compile(
    r"\b(?:only|just|keep|leave|but|except|rest|others?|everything)\b|남기|나머지|말고\s?(?:다|전부|모두)"
)
MORE = re.compile(r"\b(?:more|another|extra|additional|plus|a third|on top)\b|더(?:\s|!|요|$)|추가|늘")
SETS = re.compile(r"(?:로|으로)\s(?!나눠|나누)")
"""What goes out, what stays, how many more; to so many."""
_KEPT = r"(?:그대로\s)?(?:빼고|말고|제외하고|남기고|남겨\s?(?:두고|놓고|주시고|주고)|두고|냅두고)"
_PLACE = r"(?:[첫두세네]\s?번째|다섯\s?번째|\d{1,2}\s?번(?:째)?|마지막|맨\s?[위앞끝뒤])"
EXCEPT = re.compile(
    rf"(?P<places>{_PLACE}[^,.!?]{{0,20}}?)만\s?(?:(?:할|살)(?:게|래)|주문|남겨|남길|남기)"
    rf"|(?P<but>{_PLACE}[^,.!?]{{0,20}}?)(?:만|은|는)?\s?{_KEPT}\s?(?:다|전부|모두|나머지|싹|다른)"
    rf"|(?P<ko>[가-힣]+(?:\s[가-힣]+){{0,2}}?)(?:만|은|는)?\s?{_KEPT}\s?(?:다|전부|모두|나머지|싹)"
    r"|(?<![한두세네섯\d]\s)(?<![가-힣\d])(?!(?:하나|둘|셋|넷|다섯)만|(?:[한두세네]|다섯)[가-힣]{1,2}만)(?P<only>[가-힣]+)만\s?(?:할게|할래|살게|살래|주문|남겨|남길)"
    r"|\b(?:keep|leave) (?:only |just )?(?P<left>(?:the )?[a-z ]+?)(?:,| and|,? but)? (?:please )?(?:remove|delete|drop|lose|take (?:out|off)|cancel|get rid of) (?:everything else|(?:all )?the (?:rest|others?)\b)"
    r"|\b(?:everything|all)(?: \w+)? (?:except|but|other than|apart from)(?: for)? (?P<en>(?:the )?[a-z ]+?)(?=\s(?:can|could|may|should|must|has|have|goes?|please)\b|[^a-z ]|$)"
)
_END = re.compile(r"(?P<last>마지막|맨\s?[끝뒤])|맨\s?[위앞]")
"""Of the cart, where the list shown last is longer."""
_EVERY = re.compile(r"(?:둘|셋|넷)\s?다|(?<![가-힣])(?:전부|모두|다|각각|각자)(?![가-힣])")
_SET = re.compile(r"씩(?:으로|만)|바꿔|바꾸|변경|수정|맞춰|줄여|늘려")
_BY = re.compile(r"(?<![가-힣])더(?![가-힣])|추가|빼|취소")
_SIZE = r"(?:size )?(?:x{0,4}[sml]|\d{2,3})"
RESIZED = re.compile(
    rf"\bmake (?:the|my|that|those|these|it|them)\b[\w ]{{0,24}}?\b(?:an? |in )?{_SIZE}\b(?! of\b)"
    rf"|(?<![a-z\d]){_SIZE}\s?(?:사이즈)?(?:로|으로)\s?(?:맞춰|맞추|바꿔|바꾸|변경)"
    rf"|(?<![a-z\d]){_SIZE}\s?(?:사이즈)?(?:이|가)\s?(?:더\s)?(?:낫|나을|맞겠|좋겠)"
)
"""make the gloves an L; 조끼도 L로 맞춰."""


def line_of(sku: str, lines: Sequence[str], vocabulary: Vocabulary) -> str | None:
    """The line of the cart that is this product."""
    if sku in lines:
        return sku
    number = vocabulary.number_of(sku)
    return next((line for line in lines if vocabulary.number_of(line) == number), None)


def spoken_of(session: Session, lines: Sequence[str]) -> str | None:
    """The line meant where none is named: the only one, or the one just spoken of."""
    if len(lines) == 1:
        return lines[0]
    return next((sku for sku in session.focus[:1] if sku in lines and session.topic == "cart"), None)


def spared(
    heard: Heard, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product], lines: Sequence[str]
) -> tuple[str, ...]:
    """Lines the shopper keeps: 우유 빼고 다, 두 번째만 남기고 나머지, everything except the milk."""
    match = EXCEPT.search(heard.low)
    if not match:
        return ()
    if places := match["places"] or match["but"]:
        pointed = point_exactly(Reading(places), session, vocabulary, shown)
        kept = tuple(sku for sku in pointed.skus if sku in lines)
        end = _END.match(places)
        return kept or ((lines[-1 if end["last"] else 0],) if end and lines else ())
    named = re.sub(rf"{SO_MANY}|만$", " ", match["ko"] or match["only"] or match["left"] or match["en"] or "")
    keys = [
        strip_particle(run.text, lambda stem: bool(vocabulary.products_for(stem)))
        if run.hangul
        else singular(run.text)
        for run in runs_of(named)
    ]
    values = [key for key in keys if is_value_only(key, vocabulary)]
    told = [Constraint(facet, "eq", value) for facet, value in values_said(values, vocabulary).items()]
    fits = [sku for sku in lines if sku in shown and has_options(shown[sku], sku, told, vocabulary)]
    if told and len(values) == len(keys):
        return tuple(fits)
    goods = [key for key in keys if key not in values or not told]
    return by_meaning(session, shown, goods, vocabulary, fits if told else list(lines))


def so_many_of_each(sentence: Sentence) -> Request | None:
    """둘 다 두 개씩으로 해 주세요, said of the cart: each of its lines, or of those named, is to be so many."""
    low, session = sentence.low, sentence.session
    lines = [line.sku for line in session.cart.lines]
    each, every = EACH.search(low), _EVERY.search(low)
    if len(lines) < 2 or each is None or sentence.heard.is_question or _BY.search(low):
        return None
    number = next((n for n, start, end in counts_in(Reading(low)) if start <= each.start() < end), None)
    if number is None or not _SET.search(low, each.start()):
        return None
    named = tuple(one.sku for one in sentence.meant if one.how in ("name", "value"))
    if set(named) - set(lines) or not (named or (every and session.topic == "cart")):
        return None
    skus = named or (lines if len(lines) == 2 or not every or "둘" not in every[0] else session.focus)
    if not set(skus) <= set(lines):
        return None
    quantity = min(number, MAX_QUANTITY + 1)
    return replace(sentence.base, intent="cart_change", references=tuple(skus), quantity=quantity)
