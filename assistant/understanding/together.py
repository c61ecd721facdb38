# ruff: noqa: E501 - patterns are data: one line each reads best
"""A basket of goods named one by one, within a sum: put together a kit for $80 with a racket, balls and a bag;
우유랑 계란, 식빵으로 2만원짜리 바구니 짜 주세요."""

import re
from collections.abc import Mapping
from dataclasses import replace

from assistant.domain.dialogue import Request, Session
from assistant.domain.product import Product
from assistant.domain.wish import Aim
from assistant.understanding.aims import amount, is_limit
from assistant.understanding.hear import Heard, hear
from assistant.understanding.needs import split_needs
from assistant.understanding.placed import beside_place
from assistant.understanding.prices import is_for_each
from assistant.understanding.reading import Reading
from assistant.understanding.vocabulary import Vocabulary

_BASKET = r"(?:basket|kit|set|bundle|(?:shopping )?list|hamper|box|package|outfit|combo|collection|selection)"
_EN = re.compile(
    rf"\b(?:put together|(?:make|build|assemble|compile|create|compose|prepare|fill|pack|make up|draw up)(?: (?:me|us))?(?= (?:an?|one) ))(?: (?:me|us))?(?: (?:an?|one|my|our|the) (?:\w+ ){{0,2}}?{_BASKET}\b)?(?: together)?(?: for (?:me|us))?(?: (?:of|with|from|out of|containing|including))?"
    rf"|\b(?:put|get) (?:me |us )?(?:(?:an?|one|my|our|the) (?:\w+ ){{0,2}}?{_BASKET} )together(?: for (?:me|us))?(?: (?:of|with|from|out of|containing|including))?"
)
_MADE_EN = re.compile(rf"\bput together\b|\btogether\b|\b{_BASKET}\b")
_KO = re.compile(
    r"(?:장)?(?:바구니|세트|구성|꾸러미|묶음|키트|패키지|목록|리스트)(?:를|을|로)?\s?(?:하나\s?|한\s?개\s?)?(?:좀\s|만\s|다\s)?(?:짜|구성|만들어|맞춰|꾸려|꾸며|채워|싸|챙겨|준비)(?:\s?해)?(?:\s?(?:줘|주|줄|달라)\S*(?:\s?있\S*)?)?(?:요)?"
    r"|(?:구성|장만)해\s?(?:줘|주)\S*|(?<![가-힣])(?:장\s?(?:을\s)?(?:좀\s)?(?:봐|챙겨)|짜|꾸려|맞춰)\s?(?:줘|주)\S*"
)
_SUM_OF = re.compile(r"(?P<sum>\d\S*(?:원|만|천|달러)|[일이삼사오육칠팔구십백]+만\s?원)\s?(?:짜리|어치)")
"""5만원짜리 바구니: what the whole costs at most, and about what."""


def put_together(
    heard: Heard, base: Request, session: Session, vocabulary: Vocabulary, shown: Mapping[str, Product]
) -> Request | None:
    """A plan of one of each of the goods listed; None where nothing is put together, or no several goods are
    named."""
    match = _EN.search(heard.low) or _KO.search(heard.low)
    if match is None or (match.re is _EN and not _MADE_EN.search(match[0])):
        return None
    text = heard.reading.text
    rest = f"{text[: match.start()]}{' ' * (match.end() - match.start())}{text[match.end() :]}"
    beside = hear(Reading(_SUM_OF.sub(r"\g<sum> 이내", rest)), heard.language, session, vocabulary, shown)
    needs = split_needs(beside_place(beside, vocabulary), vocabulary)
    limit = next((one for one in beside.conditions if is_limit(one)), None)
    if len(needs) < 2 or (limit is not None and is_for_each(beside.low)):
        return None
    most = amount(limit) if limit else None
    conditions = [one for one in beside.conditions if one.hard]
    query = " ".join(needs)
    return replace(
        base,
        intent="recommend",
        query=query,
        constraints=(*base.constraints, *conditions),
        needs=needs,
        budget=most,
        wish=Aim("", query, plan=True, budget=most, needs=needs),
    )
