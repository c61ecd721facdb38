# ruff: noqa: E501 - patterns are data: one line each reads best
"""Which of a few short texts an utterance is about: weighted word overlap, both languages."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from assistant.understanding.reading import runs_of
from assistant.understanding.terms import singular

_STOP_WORDS = """
the a an is are do does can i my me you your we our to of in on for at it be if or and how what when
where who which will would with by from not no any get have has there this that as was so us than
per 어떻게 얼마 언제 어디 무엇 있나 되나 하나 나요 인가 하면 해야 되는 하는 있는 수 것 거 좀 저 제 제가 내 내가 뭐 몇 그냥
"""
_STOP = frozenset(_STOP_WORDS.split())
_SINGLE = frozenset(["술", "칼", "옷", "빵", "쌀", "차", "꽃", "약", "떡", "책", "펌", "키"])
_ENDING = re.compile(
    r"(?:은|는|이|가|을|를|도|만|에|의|로|으로|에서|까지|부터|이나|나|과|와|랑|이랑|하고|한테)?$"
)
_VERBAL = re.compile(
    r"(?:되나요|되나|돼요|돼|되요|되죠|되는지|됩니까|되는|될까요|인가요|인가|있나요|있어요|있어|있나|하나요|해요|하는지|할까요|해야|하려면|하면|하고|할|한|해|하|했는데|했|으면|면|나요|까요|어요|아요|예요|이에요|야|요|죠|지|고|는데|은데|을까|ㄹ까)$"
)
_SAME = {
    "배달": "배송", "배달비": "배송비", "배달료": "배송비", "공짜": "무료", "assembly": "assembled", "assemble": "assembled", "택배비": "배송비", "배송료": "배송비", "ship": "delivery", "shipping": "delivery", "deliver": "delivery",
    "delivered": "delivery", "fee": "cost", "charge": "cost", "price": "cost", "refunded": "refund",
    "refundable": "refund", "returned": "return", "returning": "return", "returnable": "return", "exchanged": "exchange",
    "swap": "exchange", "change": "exchange", "guarantee": "warranty", "보장": "보증", "워런티": "보증", "에이에스": "보증",
    "무상수리": "보증", "적립금": "포인트", "마일리지": "포인트", "적립": "포인트", "reward": "point", "loyalty": "point",
    "collect": "pickup", "수령": "픽업", "회원가입": "가입", "join": "membership",
    "member": "membership", "enrol": "membership", "환급": "환불", "교체": "교환", "바꿔": "교환", "바꿀": "교환", "바꾸": "교환", "liquor": "alcohol", "knif": "knife", "ax": "axe",
    "beer": "alcohol", "wine": "alcohol", "whisky": "alcohol", "whiskey": "alcohol", "vodka": "alcohol", "gin": "alcohol", "champagne": "alcohol", "spirit": "alcohol",
    "주류": "술", "맥주": "술", "소주": "술", "와인": "술", "막걸리": "술", "위스키": "술", "양주": "술", "보드카": "술", "샴페인": "술", "청주": "술", "사케": "술", "kid": "minor", "underage": "minor",
    "teen": "minor", "청소년": "미성년자", "개인정보": "정보", "privacy": "data", "lose": "lost", "잃어버": "잃어버렸", "분실": "잃어버렸",
    "bicycle": "bike", "expiry": "expire", "소멸": "없어지", "사라지": "없어지", "유효기간": "없어지",
    "hr": "hour", "match": "cheaper", "최저가": "싸면", "머리": "커트", "이발": "커트", "미용": "헤어살롱",
    "미용실": "헤어살롱", "파마": "펌", "사이즈": "크기", "파마는": "펌", "mail": "send", "abroad": "overseas", "wife": "someone", "husband": "someone", "friend": "someone", "family": "someone", "partner": "someone", "brother": "someone", "sister": "someone", "mother": "someone", "father": "someone", "mum": "someone", "mom": "someone", "dad": "someone", "son": "someone", "daughter": "someone", "colleague": "someone", "neighbour": "someone", "neighbor": "someone", "flatmate": "someone", "roommate": "someone", "uncle": "someone", "aunt": "someone", "cousin": "someone", "grandma": "someone", "grandpa": "someone", "fetch": "pickup",
    "엄마": "가족", "아빠": "가족", "어머니": "가족", "아버지": "가족", "남편": "가족", "아내": "가족", "와이프": "가족", "동생": "가족", "오빠": "가족", "언니": "가족", "누나": "가족", "아들": "가족", "딸": "가족", "이모": "가족", "삼촌": "가족", "할머니": "가족", "할아버지": "가족", "친구": "가족", "동료": "가족", "대리인": "가족",
    "시키": "주문", "시킬": "주문", "와요": "받을", "오나": "받을", "오나요": "받을", "도착": "받을", "post": "send", "보내": "보내기", "보낼": "보내기", "부치": "보내기", "branch": "store", "another": "different", "머리카락": "커트", "자르": "커트", "자르고": "커트", "자를": "커트", "hairdresser": "salon", "barber": "salon",
    "vaccine": "vaccination", "shot": "vaccination", "jab": "vaccination", "백신": "예방접종", "주사": "예방접종", "독감주사": "독감",
    "remittance": "transfer", "wire": "transfer", "fix": "repair", "repaired": "repair", "fixed": "repair", "고장": "수리", "고쳐": "수리",
    "고칠": "수리", "고치": "수리", "수선": "수리", "휴대전화": "휴대폰", "핸드폰": "휴대폰", "폰": "휴대폰", "스마트폰": "휴대폰", "액정": "화면",
    "coloring": "colour", "color": "colour", "dye": "colour", "dyed": "colour", "dyeing": "colour", "colouring": "colour", "cell": "phone", "cellphone": "phone", "smartphone": "phone", "mobile": "phone", "flat": "puncture", "빵꾸": "펑크",
}  # fmt: skip


_PHRASES = {
    "same day": "today",
    "same-day": "today",
    "당일": "오늘",
    "click & collect": "pickup",
    "click and collect": "pickup",
    "pick up": "pickup",
    "pick-up": "pickup",
    "pick it up": "pickup",
    "pick them up": "pickup",
    "send money": "transfer money",
    "bring it back": "return",
    "take it back": "return",
    "send it back": "return",
    "bring them back": "return",
    "take them back": "return",
    "get my money": "refund",
    "money back": "refund",
}
_SPOKEN = re.compile("|".join(_PHRASES))


@dataclass(frozen=True, slots=True)
class Match:
    """How well a text fits an utterance: `share` of the utterance's weight it explains, 0..1, by how many
    `words`."""

    text_id: str
    score: float
    share: float
    words: int


@dataclass(frozen=True, slots=True)
class Topics:
    """Texts by id as weighted words, for `best`."""

    words: Mapping[str, Mapping[str, float]]
    rarity: Mapping[str, float]

    def best(self, text: str, most: int = 3) -> tuple["Match", ...]:
        """The best texts; () when nothing overlaps."""
        asked = Counter(words_of(text))
        total = sum(self.rarity.get(word, 2.5) for word in asked) or 1.0
        scored = []
        for one, held in self.words.items():
            explained = score = 0.0
            words = 0
            for word in asked:
                if weight := held.get(word):
                    score += weight * self.rarity[word]
                    words += 1
                    explained += self.rarity[word]
            if score:
                scored.append(Match(one, score, explained / total, words))
        return tuple(sorted(scored, key=lambda match: (-match.score, match.text_id))[:most])


def topics(texts: Mapping[str, Sequence[tuple[str, float]]]) -> Topics:
    """texts: by id, (text, weight) pairs; a word counts once with its greatest weight."""
    words: dict[str, dict[str, float]] = {}
    for one, weighted in texts.items():
        held = words.setdefault(one, {})
        for text, weight in weighted:
            for word in words_of(text):
                held[word] = max(weight, held.get(word, 0.0))
    spread = Counter(word for held in words.values() for word in held)
    return Topics(words, {word: 1.0 + math.log(len(words) / count) for word, count in spread.items()})


def words_of(text: str, pieces: bool = True) -> Iterable[str]:
    """Stems that carry meaning: English singular without function words, Korean without particles and
    common verb endings, with a few everyday synonyms folded together. `pieces`: also the first and last two
    syllables of long Korean words."""
    for run in runs_of(_SPOKEN.sub(lambda match: _PHRASES[match[0]], text.lower())):
        if run.hangul:
            if _VERBAL.fullmatch(run.text):
                continue
            stem = _SAME.get(run.text) or _SAME.get(_stem(run.text)) or _stem(run.text)
            if (len(stem) > 1 or stem in _SINGLE) and stem not in _STOP:
                yield stem
                if pieces and (len(stem) > 3 or (len(stem) == 3 and stem[-1] in "비료")):
                    yield stem[:2]
                if pieces and len(stem) > 3:
                    yield stem[-2:]
        elif run.text not in _STOP:
            word = singular(run.text)
            word = _SAME.get(word, word)
            if len(word) > 1:
                yield word


def _stem(word: str) -> str:
    shorter = _VERBAL.sub("", word)
    shorter = shorter if len(shorter) > 1 else word
    bare = _ENDING.sub("", shorter)
    return bare if len(bare) > 1 or bare in _SINGLE else shorter
