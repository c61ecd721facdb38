"""How a name sounds in either script, down to its consonants: Spigen and 스피젠 are one."""

import re
import unicodedata

SHORTEST = 3
"""Consonants a name must have to be told by them."""
_JAMO = {
    **dict.fromkeys("ᄀᄁᄏᆨᆩᆿ", "k"), **dict.fromkeys("ᄃᄄᄐᆮᇀ", "t"), **dict.fromkeys("ᄇᄈᄑᆸᇁ", "p"),
    **dict.fromkeys("ᄉᄊᄌᄍᄎᆺᆻᆽᆾ", "s"), **dict.fromkeys("ᄂᆫᆼ", "n"), **dict.fromkeys("ᄆᆷ", "m"),
    **dict.fromkeys("ᄅᆯ", "l"),
}  # fmt: skip
_LATIN = (
    (re.compile(r"sch|sh|ch|th(?=[eiy])"), "s"), (re.compile(r"ph"), "p"), (re.compile(r"ck|qu?"), "k"),
    (re.compile(r"c(?=[eiy])|g(?=[ei])"), "s"), (re.compile(r"x"), "ks"), (re.compile(r"ng"), "n"),
    (re.compile(r"r(?![aeiouy])|h|w|[aeiouy]"), ""), (re.compile(r"[cg]"), "k"), (re.compile(r"[dt]"), "t"),
    (re.compile(r"[bfvp]"), "p"), (re.compile(r"[jz]"), "s"), (re.compile(r"r"), "l"),
)  # fmt: skip


def skeleton(name: str) -> str:
    """The consonants of a Korean or Latin name as classes that both scripts share, doubled ones once; "" for
    a name with fewer than SHORTEST, which would be too many names at once."""
    low = name.casefold()
    if low.isascii():
        found = re.sub(r"[^a-z]", "", low)
        for pattern, sound in _LATIN:
            found = pattern.sub(sound, found)
    else:
        found = "".join(_JAMO.get(char, "") for char in unicodedata.normalize("NFD", low))
    found = re.sub(r"(.)\1+", r"\1", found)
    return found if len(found) >= SHORTEST else ""
