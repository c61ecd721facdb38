"""What shoppers call a facet: 폭 for 가로, ram for memory."""

from collections.abc import Mapping
from functools import lru_cache
from importlib.resources import files

_SOFT_NAMES = """
style room occasion purpose season use usage theme mood activity recommended_for suitable_for age_range
level skill_level tags 스타일 용도 공간 계절 분위기 테마 추천 상황 대상 느낌
"""
SOFT = frozenset(_SOFT_NAMES.split())
"""Facets that tell what goods are good for: a wish about one prefers, it does not exclude."""


@lru_cache(maxsize=1)
def _groups() -> Mapping[str, frozenset[str]]:
    table = (files("assistant.lexicon") / "data" / "facet_words.tsv").read_text(encoding="utf-8")
    groups = [frozenset(line.split("|")) for line in table.splitlines()[1:] if line]
    return {form: group for group in groups for form in group}


@lru_cache(maxsize=4_096)
def facet_forms(facet: str) -> frozenset[str]:
    """Every way a facet is named, its own name among them: "가로" -> 가로, 폭, 너비, width."""
    return _groups().get(facet, frozenset()) | {facet, facet.replace("_", " ")}
