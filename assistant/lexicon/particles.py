"""Korean particles: what stands behind a noun without a space."""

_AFTER_CONSONANT = (
    "이",
    "은",
    "을",
    "과",
    "이랑",
    "이나",
    "이라도",
    "으로",
    "이요",
    "이라",
    "이란",
    "이면",
    "으로는",
)
_AFTER_VOWEL = ("가", "는", "를", "와", "랑", "나", "라도", "로", "요", "라", "란", "면", "로는")
_AFTER_ANY = (
    "의", "도", "만", "에", "에서", "에는", "까지", "부터", "보다", "처럼", "하고", "밖에", "마다",
    "한테", "에게", "께서", "조차", "마저", "같은", "요", "들", "들은", "들이", "들을", "만은", "에도",
    "까지도", "에서는", "에서도",
)  # fmt: skip
_LONGEST = 3
_LIEUL = 8


def without_particle(word: str) -> list[tuple[str, str]]:
    """The ways a Korean word may be a noun and a particle, as (noun, particle), longest noun first; each
    particle only in the shape the noun's last syllable asks for. [] when it can be none."""
    found = []
    for length in range(1, min(_LONGEST, len(word) - 1) + 1):
        noun, particle = word[:-length], word[-length:]
        if not "가" <= noun[-1] <= "힣":
            continue
        final = (ord(noun[-1]) - ord("가")) % 28
        fitting = _AFTER_CONSONANT if final else _AFTER_VOWEL
        lieul = final == _LIEUL and particle in ("로", "로는")
        if particle in fitting or particle in _AFTER_ANY or lieul:
            found.append((noun, particle))
    return found
