"""What people say in reviews, in both languages: a table of points with the words that ask for them and the
words that make them."""

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from assistant.domain.text import Language

_NOT = re.compile(
    r"(?:\bnot|\bno|\bnever|n't|\bwithout|\bhardly|\bisn't|\baren't)\s(?:\w+\s){0,2}$|(?<![가-힣])(?:안|못|별로\s?안|전혀)\s?$"
)
_NOT_AFTER = re.compile(
    r"^[가-힣]{0,3}지\s?(?:는\s|도\s)?(?:않|못)|^[가-힣]{0,2}\s?(?:없|아니)|^(?:\s?\w+)?\sfree\b"
)


@dataclass(frozen=True, slots=True)
class Point:
    """One thing a review may say. `ko` and `en` finish "후기 3개가 ...고 해요" and "3 reviews say ...";
    `opposite` is the point that says the contrary, "" for none."""

    point_id: str
    ko: str
    en: str
    ask: "re.Pattern[str]"
    said: "re.Pattern[str]"
    opposite: str

    def what(self, language: Language) -> str:
        return self.ko if language == "ko" else self.en

    def is_made_by(self, text: str) -> bool:
        """True when the lower-cased review says so and does not deny it."""
        return any(
            not _NOT.search(text[: match.start()]) and not _NOT_AFTER.match(text[match.end() :])
            for match in self.said.finditer(text)
        )


class ReviewPoints:
    """The points, found by what a question asks about."""

    def __init__(self, rows: Iterable[Mapping[str, str]]) -> None:
        self.points = {
            row["point"]: Point(
                row["point"],
                row["ko"],
                row["en"],
                re.compile(row["ask"]),
                re.compile(row["said"]),
                "" if row["opposite"] == "-" else row["opposite"],
            )
            for row in rows
        }

    def asked_in(self, text: str) -> tuple[Point, ...]:
        """Points the lower-cased question asks about, the one whose own claim it words first."""
        found = [point for point in self.points.values() if point.ask.search(text)]
        return tuple(sorted(found, key=lambda point: not point.said.search(text)))

    def opposite(self, point: Point) -> Point | None:
        return self.points.get(point.opposite)


@lru_cache(maxsize=1)
def load_review_points() -> ReviewPoints:
    """The points shipped with the product."""
    text = files("assistant.lexicon").joinpath("data", "review_points.tsv").read_text(encoding="utf-8")
    return ReviewPoints(csv.DictReader(text.splitlines(), delimiter="\t", quoting=csv.QUOTE_NONE))
