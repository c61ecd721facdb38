# ruff: noqa: E501 - patterns are data: one line each reads best
"""Answers to our questions, small talk, and what a shopper wants done with their own data."""

import re
from dataclasses import replace
from typing import Literal

from assistant.domain.dialogue import Intent, Request, Session
from assistant.understanding.complaints import LEAVES, complains
from assistant.understanding.hear import Heard
from assistant.understanding.intent import NO, YES, Cue, pattern_of
from assistant.understanding.people import own_size
from assistant.understanding.reading import runs_of
from assistant.understanding.vocabulary import Vocabulary

_ASKS = re.compile(
    r"[.?!,]\s?\S+.*\b(?:which|what|how|where|show|add|do you|is it)\b|어느|얼마|보여|추천|담아|찾아"
)
_REQUEST = re.compile(
    r"추천|보여|찾아|골라|먹을\s?만한|살\s?만한|먹을\s?수\s?있는|\b(?:need|looking for|recommend|suggest|show|find|want) (?:me )?(?:something|some|a|an|any)\b|what .{1,30} can (?:i|he|she|we|they)"
)
_SHOWN = re.compile(
    r"(?:보여|추천해|찾아|골라)\s?(?:줘|주|줄|봐)|\b(?:show|recommend|suggest|find)(?: me| us)?\b(?!.{0,12}\b(?:profile|allerg))"
)
"""고기 보여 주세요, 저는 채식 아니에요: goods are to be shown, beside what no longer holds."""
_SHORT = 4
"""An answer has at most this many words beside the yes or no itself."""

_ALIKE = r"please|pls|plz|thanks?|thank|you|thx|ty|cheers|that|this|it|them|is|be|would|will|do|so|for|to|of|my|me|in|on|the|a|i|and|now|then|info|data|details?|profile|next|time|future|ok(?:ay)?|fine|great|good|nice|(?:감사|고마|고맙|땡큐)\S*|그럼|그냥|그거|그건|그래|그렇게|그러\S*|이거|이건|제?\s?정보|그것|그대로|좀|꼭"
_CONSENT = re.compile(
    rf"{_ALIKE}|yes|yeah|yep|sure|remember|save|saved|store|stored|keep|note|go|ahead|definitely|absolutely|of|course|right|correct|perfect|lovely|helpful|wonderful|can|could|if|agree|consent|from|always|also|too|allerg\w+"
    r"|네+|넵|예|응+|ㅇㅇ|좋\S*|맞\S*|물론\S*|당연\S*|알겠\S*|해\S*|할게\S*|하세요|하셔도|돼요?|됩니다|괜찮\S*|저장\S*|기억\S*|등록\S*|동의\S*|부탁\S*|주세요|줘요?|두세요|둬\S*|다음\S*|앞으로\S*|계속|항상|알레르기\S*|알러지\S*"
)
_REFUSAL = re.compile(
    rf"{_ALIKE}|no|nope|nah|not|don'?t|dont|never|need|needed|necessary|remember|save|store|keep|want|rather|mind|all|alright|thats?|that's|it's|anything|just|today|once|only|later|maybe|worries|bother|allerg\w+"
    r"|아니\S*|아뇨|괜찮\S*|됐\S*|필요\S*|없\S*|저장\S*|기억\S*|하지\S*|마\S*|말\S*|안|해도|돼\S*|됩니다|싫\S*|나중\S*|할게\S*|다음\S*|이번\S*|오늘\S*|지금\S*|알레르기\S*|알러지\S*"
)
_LUKEWARM = re.compile(
    r"\W*(?:ok(?:ay)?|fine|right|sounds good|알겠\S*|알았\S*|좋아요?|좋습니다|그래요?|오케이|오키|ㅇㅋ|ㅇㅇ)"
)
_THANKS = re.compile(r"\bthank|\bthx\b|\bty\b|\bcheers\b|감사|고마|고맙|땡큐")
"""ok thanks: a thing heard, and no leave to keep what concerns their health."""


_KEEP_IT = re.compile(
    r"\W*(?:(?:please|pls|ok(?:ay)?|yes|yeah|and|can you|could you|do)\W+)*(?:remember|save|keep|store)(?: (?:that|this|it|them))?(?:,? (?:please|pls|for (?:me|next time|later)|then|too|thanks|thank you))*\W*"
    r"|\W*(?:(?:네|넵|응|그래요?|그거|그걸|이거|꼭|계속|다음에도)\W*)*(?:기억|저장)\s?(?:해\s?(?:줘|주세요|주라|둬|두세요|두시)|부탁)[가-힣]*\W*"
)
"""Remember it: as plain a yes as any, where leave to keep it was asked for."""


def answer(low: str, session: Session) -> Literal["yes", "no"] | None:
    """yes or no to what we asked last; None when nothing is pending or the utterance says more than that."""
    if session.pending is None or session.pending.kind in ("clarify", "add"):
        return None
    if any(low == choice.lower() for choice in session.pending.choices):
        return None
    if match := NO.match(low):
        return "no" if _only(low[match.end() :], _REFUSAL) else None
    if session.pending.kind == "consent_health" and _KEEP_IT.fullmatch(low):
        return "yes"
    if (match := YES.match(low)) and _only(low[match.end() :], _CONSENT):
        return None if _LUKEWARM.fullmatch(match[0]) and _THANKS.search(low) else "yes"
    return None


def _only(rest: str, words: "re.Pattern[str]") -> bool:
    """True when a yes or no is all that is said: yes, now show me milk says more."""
    return all(words.fullmatch(run.text) for run in runs_of(rest))


def answered_intent(session: Session) -> Intent:
    """The intent an answered question belongs to."""
    kind = session.pending.kind if session.pending else ""
    return "reserve" if kind == "reserve" else "profile_change"


def small_talk(heard: Heard, base: Request, vocabulary: Vocabulary) -> Request | None:
    """Greetings, thanks, a wish for a human; only when nothing else is asked."""
    if "handoff" in heard.cues:
        return replace(base, intent="handoff")
    avoids = bool(heard.health.avoid or heard.health.diets)
    told = avoids or any(one.hard for one in heard.conditions) or complains(heard.low)
    names = any(vocabulary.knows(key) for key in heard.keys)
    if heard.act in ("thanks", "decline") and not told and not heard.changes and not names:
        return replace(base, intent="thanks", answer="no" if heard.act == "decline" else None)
    if heard.changes or told or heard.stores or heard.pointed.how in ("sku", "ordinal", "name"):
        return None
    asks = heard.cues - {"greeting", "thanks", "help", "question", "handoff"}
    if "help" in heard.cues and not asks:
        return replace(base, intent="greeting")
    if asks - {"recommend", "more"}:
        return None
    if "greeting" in heard.cues and not _beyond(heard, "greeting"):
        return replace(base, intent="greeting")
    if asks or (heard.nouns and _beyond(heard, "thanks")):
        return None
    if "thanks" in heard.cues:
        return replace(base, intent="thanks")
    if LEAVES.search(heard.low) and not heard.words:
        return replace(base, intent="thanks", answer="no")
    if (
        not heard.words
        and not heard.rejected
        and not heard.pointed.skus
        and (YES.match(heard.low) or NO.match(heard.low))
        and len(runs_of(heard.low)) <= _SHORT
    ):
        return replace(base, intent="thanks", answer="no" if NO.match(heard.low) else "yes")
    return None


def _beyond(heard: Heard, cue: Cue) -> bool:
    """True when content words stand outside the words of the cue."""
    spans = [match.span() for match in pattern_of(cue).finditer(heard.low)]
    return any(not any(start <= word.start < end for start, end in spans) for word in heard.words)


_BESIDE = re.compile(r"[,.;?!]\s+\S")
_MAY_HAVE = re.compile(
    r"(?:먹|마셔|마시|드셔|드시|먹여|발라|써)(?:어)?도\s?(?:돼|되|될|괜찮|문제)|(?:먹을|마실|드실)\s?수\s?있(?:어|나|을까|는지|는가|죠)|괜찮(?:아|나|을까|은가)"
    r"|\b(?:can|may|could|should) (?:i|we|he|she|they|my \w+) (?:still |safely |also )?(?:eat|drink|have|use|try)\b"
    r"|\b(?:ok|okay|safe|fine|alright|suitable)\b"
)
"""Whether somebody may eat, drink or use it."""
_IT = re.compile(r"[이그저요]\s?(?:거|건|걸|것|제품|상품)|\b(?:it|this|that)\b")
_ANOTHER = re.compile(
    r"말고|대신|다른|어느|어떤|무슨|중에|\b(?:which|what|any|else|instead|other|another|something)\b"
)
_KEEP = re.compile(r"기억|저장|등록|\b(?:remember|save|note|set|store)\b|프로필|profile")


def about_shopper(heard: Heard, base: Request, session: Session, vocabulary: Vocabulary) -> Request | None:
    """Profile shown or changed. A size told while goods are looked for narrows these. A sentence that also asks for goods is a search that carries the changes."""
    if "forget_me" in heard.cues:
        found = tuple(one.text_id for one in vocabulary.shop.policies_in(heard.low)[:1])
        return replace(base, intent="policy", policy_ids=found)
    if "profile_show" in heard.cues and not heard.changes:
        return replace(base, intent="profile_show")
    if not heard.changes:
        return None
    goods_named = any(vocabulary.is_goods(noun) for noun in heard.nouns)
    if (
        goods_named
        and all(one.field == "sizes" for one in heard.changes)
        and not _KEEP.search(heard.low)
        and _BESIDE.search(heard.low)
    ):
        return None
    if (
        session.query
        and own_size(heard, session, vocabulary)
        and all(one.field == "sizes" and one.action != "remove" for one in heard.changes)
        and not _KEEP.search(heard.low)
    ):
        return None
    wants_goods = heard.words and ("recommend" in heard.cues or "?" in heard.low or _asks_for(heard.low))
    if (
        all(one.field == "language" for one in heard.changes)
        and len(heard.words) > 0
        and _ASKS.search(heard.low)
    ):
        return None
    of_health = all(one.field in ("allergens", "diet") for one in heard.changes)
    only_health = of_health and all(one.action == "add" for one in heard.changes)
    named = any(vocabulary.is_goods(noun) for noun in heard.nouns)
    if only_health and _asks_of_it(heard):
        return replace(base, intent="ask_product", references=heard.pointed.skus[:1], asks=("allergen",))
    if only_health and heard.words and (named or "recommend" in heard.cues or _REQUEST.search(heard.low)):
        return None
    if of_health and named and _SHOWN.search(heard.low):
        return None
    if (
        wants_goods
        and heard.nouns
        and not any(one.action == "remove" or one.field == "language" for one in heard.changes)
    ):
        return None
    return replace(base, intent="profile_change")


def _asks_of_it(heard: Heard) -> bool:
    """Whether a shopper may have the product pointed at: the allergy told with it is why they ask."""
    asks = heard.is_question or "?" in heard.low
    if not asks or not heard.pointed.skus or _ANOTHER.search(heard.low):
        return False
    points = heard.pointed.how in ("sku", "ordinal") or _IT.search(heard.low) is not None
    return points and _MAY_HAVE.search(heard.low) is not None


def _asks_for(low: str) -> bool:
    return any(
        word in low
        for word in (
            "보여",
            "찾",
            "추천",
            "있",
            "살",
            "사고",
            "show",
            "find",
            "need",
            "want",
            "looking",
            "snack",
            "for ",
            "do you",
        )
    )
