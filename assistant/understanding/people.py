# ruff: noqa: E501 - patterns are data: one line each reads best
"""Who it is for: for my husband, 아내 줄 거: nothing made for the other sex."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.domain.dialogue import Constraint, Session
from assistant.understanding.heads import CONTAINERS
from assistant.understanding.hear import Heard
from assistant.understanding.kin import KIN, MEN_EN, MEN_KO, WOMEN_EN, WOMEN_KO
from assistant.understanding.reading import runs_of
from assistant.understanding.surfaces import GENDERS
from assistant.understanding.terms import key_of
from assistant.understanding.vocabulary import NONE, Ids, Vocabulary

_KO = r"(?:이|가|한테|에게|께|께서|용|님|분)?(?:\s\S{1,6}){0,2}?\s?(?:꺼|거|것|줄|드릴|선물|입을|신을|찰|쓸|쓰실|입으실|신으실|주려|사\s?주|사\s?드리|사\s?달|생일|생신|환갑|칠순|기념일)"
_MY = r"\bmy (?:dear |lovely |old |little |younger |older |elder )?"
_ALSO = r"(?:'s)? (?:\d+\w* )?(?:birthday|bday|b-day|anniversary|turns|turning|wants|needs|asked for|is after|is into|likes|loves|has been wanting)"
_OF_MEN = re.compile(
    rf"\bfor (?:my |a |the |our |her |his )?(?:dear |little |older |younger )?(?:{MEN_EN}|him)\b(?!-)|{_MY}(?:{MEN_EN}){_ALSO}|\bgentlem[ae]n'?s?\b"
    rf"|(?<![가-힣])(?:{MEN_KO}){_KO}"
)
_OF_WOMEN = re.compile(
    rf"\bfor (?:my |a |the |our |his |her )?(?:dear |little |older |younger )?(?:{WOMEN_EN}|her(?! \w))\b(?!-)|{_MY}(?:{WOMEN_EN}){_ALSO}"
    rf"|(?<![가-힣])(?:{WOMEN_KO}){_KO}"
)
_DOES = rf"[가-힣]{{0,2}}[{''.join(chr(code) for code in range(0xAC00 + 8, 0xD7A4, 28))}]"
"""멜, 입을, 쓰실: what will be done with the goods that follow."""
_OF_ME = re.compile(
    r"\bfor (?:me|myself|us)\b"
    r"|(?<![가-힣])(?:내가?|제가?|나|저|우리)(?:이|가|한테|에게|께|용|님)?\s?(?:꺼|거|것|줄|드릴|선물|입을|신을|찰|쓸|쓰실|입으실|신으실|주려|사\s?주|사\s?드리|생일)"
)


def made_for(heard: Heard, vocabulary: Vocabulary) -> list[Constraint]:
    """What goods for the one they are for must not be, or come first by; [] where none is told."""
    return [*worn_by(heard, vocabulary), *_for_children(heard, vocabulary)]


def worn_by(heard: Heard, vocabulary: Vocabulary) -> list[Constraint]:
    """What is made for the other sex is left out, by its facet, its shelf or its name, where some of the goods
    named are; [] when nobody, or both, are named, and where a facet tells it for certain."""
    if any(one.facet == "gender" and one.hard for one in heard.conditions):
        return []
    said = {key_of(word.text) for word in heard.words}
    men = bool(_OF_MEN.search(heard.low)) or bool(said & _words_of("men"))
    women = bool(_OF_WOMEN.search(heard.low)) or bool(said & _words_of("women"))
    if men == women:
        return []
    other = "women" if men else "men"
    goods = [key for key in (*heard.nouns, *heard.keys) if vocabulary.is_goods(key) and key not in CONTAINERS]
    among = heard.relevant.union(*map(vocabulary.products_for, goods))
    shelves = tuple(
        path
        for path, held in vocabulary.facets.get("category", {}).items()
        if held & among and _is_made_for(other, path)
    )
    words = [
        word
        for word in sorted(_words_of(other))
        if len(word) > 1
        and vocabulary.naming(word) & among
        and not _shelved(word, shelves, among, vocabulary)
    ]
    if not (shelves or words or among & vocabulary.facets.get("gender", {}).get(other, NONE)):
        return []
    found = [Constraint("gender", "ne", other)]
    if shelves:
        found.append(Constraint("category", "not_in", shelves))
    return [*found, *(Constraint("title", "ne", word) for word in words)]


_CHILD_KO = "아이|애기|꼬마|손자|손녀|손주|조카|아들|딸|유치원생|초등학생|초등생"
_CHILD_EN = "kids?|child(?:ren)?|toddler|sons?|daughters?|grandsons?|granddaughters?|grandchild(?:ren)?|nephew|niece|(?:little |small )(?:boy|girl)"
_OF_A_CHILD = re.compile(
    rf"(?<![가-힣])(?:{_CHILD_KO})(?:들)?(?:이|가|한테|에게|용|의)?\s?(?:{_DOES}\s|줄|선물|거(?![가-힣])|것)"
    rf"|\b(?:for|to|fits?|suits?) (?:my |a |the |our |his |her |your )?(?:dear |older |younger |\d+[- ]years?[- ]old )?(?:{_CHILD_EN})\b(?!['’]s \w)|\bmy (?:{_CHILD_EN}) (?:can|could|will|to) (?:wear|carry|use|ride|play)\b"
)
_GROWN = re.compile(
    r"성인|대학생|어른|\b(?:adult|grown(?:[- ]up)?|(?:1[89]|[2-9]\d)[- ]years?[- ]old)\b|(?:스무|서른|마흔|[2-9]\d)\s?살"
)
_WHO_DOES = re.compile(rf"(?<![가-힣])(?P<who>[가-힣]{{1,4}}?)(?:들)?(?:이|가|께서)\s(?P<does>{_DOES})(?=\s)")
"""아이가 멜 (가방), 부모님이 쓰실 (폴더폰): who will do what with it."""


def _for_children(heard: Heard, vocabulary: Vocabulary) -> list[Constraint]:
    """A bag for my son, 아이가 멜 가방: what is made for children comes first, where some of the goods named are;
    [] where for whom they are made is said."""
    if any(one.facet in ("gender", "age_group") for one in heard.conditions):
        return []
    if not _OF_A_CHILD.search(heard.low) or _GROWN.search(heard.low):
        return []
    goods = [key for key in (*heard.nouns, *heard.keys) if vocabulary.is_goods(key)]
    among = NONE.union(*map(vocabulary.products_for, goods))
    made = vocabulary.facets.get("gender", {}).get("kids", NONE)
    return [Constraint("gender", "eq", "kids", hard=False)] if among & made else []


def beside_person(heard: Heard) -> Heard:
    """The utterance without who it is that will wear or use the goods, where more than that is said."""
    told = [match for match in _WHO_DOES.finditer(heard.low) if match["who"] in KIN]
    gone = [
        word
        for word in heard.words
        if any(start <= word.start < end for match in told for start, end in (match.span(),))
    ]
    words = tuple(word for word in heard.words if word not in gone)
    if not gone or not words:
        return heard
    keys = tuple(key_of(word.text) for word in words)
    left_out = {key_of(word.text) for word in gone} - set(keys)
    return replace(
        heard, words=words, keys=keys, nouns=tuple(noun for noun in heard.nouns if noun not in left_out)
    )


def without_whom(query: str) -> str:
    """running shoes for women -> running shoes for: a query for whoever is named next."""
    return " ".join(word for word in query.split() if not is_for_whom(word))


def own_size(heard: Heard, session: Session, vocabulary: Vocabulary) -> list[Constraint]:
    """long sleeve jersey, i'm an XL: the size told holds for the goods named beside it, or looked for, where
    they come in it; [] when they do not."""
    told = [one.value.partition(":")[2] for one in heard.changes if one.field == "sizes"]
    sizes = vocabulary.facets.get("size", {})
    among = heard.relevant or vocabulary.relevant([key_of(word) for word in session.query.split()])
    return [Constraint("size", "eq", size) for size in told if among & sizes.get(size, NONE)][:1]


def is_for_whom(word: str) -> bool:
    """True for a word that only says whether goods are men's or women's: a shelf or a facet tells more."""
    return any(key_of(word.lower()) in _words_of(gender) for gender in ("men", "women"))


def _words_of(gender: str) -> frozenset[str]:
    """What the goods of one sex are called, as keys."""
    return frozenset(key_of(word) for word in GENDERS[gender].split())


def _is_made_for(gender: str, path: str) -> bool:
    return any(key_of(run.text) in _words_of(gender) for run in runs_of(path.lower()))


def _shelved(word: str, shelves: tuple[str, ...], among: Ids, vocabulary: Vocabulary) -> bool:
    """True when these shelves hold all that bears the word."""
    held = NONE.union(*(vocabulary.facets["category"][path] for path in shelves))
    return vocabulary.naming(word) & among <= held


def is_refused(low: str, session: Session) -> bool:
    """Whether it is for one whose things the running request leaves out: a man's watch is none for my wife."""
    left_out = {one.value for one in session.constraints if (one.facet, one.op) == ("gender", "ne")}
    return bool(
        ("women" in left_out and _OF_WOMEN.search(low)) or ("men" in left_out and _OF_MEN.search(low))
    )


def for_another(heard: Heard, session: Session, conditions: Sequence[Constraint]) -> Session:
    """The running request without what only held for the one it was for before."""
    if _OF_ME.search(heard.low):
        kept = tuple(
            one for one in session.constraints if (one.op == "eq" and one.hard) or not _of_gender(one)
        )
        return replace(session, constraints=kept)
    left_out = next((str(one.value) for one in conditions if (one.facet, one.op) == ("gender", "ne")), "")
    if not left_out:
        return session
    kept = tuple(one for one in session.constraints if one.facet != "price" and not _of_gender(one))
    words = [word for word in session.query.split() if key_of(word.strip("'")) not in _words_of(left_out)]
    return replace(session, query=" ".join(words), constraints=kept)


def _of_gender(one: Constraint) -> bool:
    """True for a condition that leaves out what is made for one sex."""
    values = one.value if isinstance(one.value, tuple) else (str(one.value),)
    if one.facet == "gender":
        return True
    if one.op not in ("ne", "not_in") or one.facet not in ("title", "category"):
        return False
    return any(_is_made_for(gender, str(value)) for gender in ("men", "women") for value in values)
