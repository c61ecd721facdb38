"""The words of the shop: system prompts and answer texts, one copy each, per language.

`render(language, name, **variables)` fills `$variables` of `<language>/<name>.md`.
`Replies(language).say(key, **variables)` fills `{variables}` of `<language>/replies.toml`; in Korean a field
may carry a particle pair, `{title:을/를}`, and the right one is attached. Missing and surplus variables are
errors, so that a typing slip in a text fails a test and never reaches a shopper.

A merchant puts a folder of their own beside these: `<folder>/<language>/replies.toml` with only the texts
they say differently, and `<folder>/forbidden.toml` with the topics they do not talk about.
"""

import re
import string
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path
from typing import Any

from prompts.particles import particle as particle


class PromptError(ValueError):
    """A text is missing, or its variables are not the ones given."""


def read(language: str, name: str) -> str:
    """The raw file `<language>/<name>`; PromptError when there is none."""
    path = files(__name__) / language / name
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise PromptError(f"no prompt {language}/{name}; add the file under prompts/") from error


def render(language: str, name: str, **variables: str) -> str:
    """`<language>/<name>.md` with its $variables filled; PromptError on missing or surplus ones."""
    template = string.Template(read(language, f"{name}.md"))
    _same(f"{language}/{name}.md", set(template.get_identifiers()), set(variables))
    return template.substitute(variables)


@lru_cache(maxsize=4)
def version(folder: str = "") -> str:
    """Twelve hex digits over every text, the merchant's own in `folder` included; recorded with each turn."""
    digest = sha256()
    for path in sorted(Path(folder).rglob("*.toml")) if folder else ():
        digest.update(path.read_bytes())
    root = files(__name__)
    for language in ("en", "ko"):
        for item in sorted((root / language).iterdir(), key=lambda entry: entry.name):
            digest.update(item.name.encode())
            digest.update(item.read_bytes())
    return digest.hexdigest()[:12]


class Replies:
    """The embedded mind's texts in one language."""

    def __init__(self, language: str, folder: str = "") -> None:
        """folder: where the merchant keeps texts of their own, "" for none."""
        self.language = language
        self.folder = folder

    @property
    def texts(self) -> Mapping[str, str]:
        """Every text by dotted key, the merchant's in place of ours. PromptError for one of theirs that
        answers to no text of ours or has other fields."""
        return _texts(self.language, self.folder)

    def say(self, key: str, **variables: object) -> str:
        """The text `key`, its fields filled; PromptError for an unknown key, missing or surplus fields."""
        if key not in self.texts:
            raise PromptError(f"no text {key!r} in prompts/{self.language}/replies.toml")
        template = self.texts[key]
        _same(key, _fields(template), set(variables))
        return _Particles().vformat(template, (), variables)

    def label(self, kind: str, name: str) -> str:
        """The display word of a facet, attribute, allergen or other `kind`, or `name` made readable."""
        return self.texts.get(f"label.{kind}.{name}") or _CAMEL.sub(" ", name).replace("_", " ").lower()


@dataclass(frozen=True, slots=True)
class ForbiddenTopic:
    """What the shop does not talk about: any of `words` (lower case) in what the shopper says, and the text
    said instead, by language."""

    words: tuple[str, ...]
    reply: Mapping[str, str]

    def is_in(self, text: str) -> bool:
        """English words whole, Korean ones wherever they begin a word."""
        low = text.lower()
        return any(re.search(rf"(?<![\w가-힣]){re.escape(word)}(?![a-z0-9])", low) for word in self.words)


@lru_cache(maxsize=4)
def forbidden_topics(folder: str) -> tuple[ForbiddenTopic, ...]:
    """The topics of `<folder>/forbidden.toml`, () without one; PromptError for a topic without words or
    without a reply in both languages."""
    path = Path(folder) / "forbidden.toml"
    if not folder or not path.exists():
        return ()
    found = []
    for row in tomllib.loads(path.read_text(encoding="utf-8")).get("topic", []):
        words, reply = row.get("words", []), {name: str(row.get(name, "")) for name in ("ko", "en")}
        if not words or not all(reply.values()):
            raise PromptError(f"{path}: topic {row} needs words, ko and en")
        found.append(ForbiddenTopic(tuple(str(word).lower() for word in words), reply))
    return tuple(found)


@lru_cache(maxsize=8)
def _texts(language: str, folder: str) -> Mapping[str, str]:
    ours = dict(_flat(tomllib.loads(read(language, "replies.toml"))))
    path = Path(folder) / language / "replies.toml"
    if not folder or not path.exists():
        return ours
    theirs = dict(_flat(tomllib.loads(path.read_text(encoding="utf-8"))))
    for key, text in theirs.items():
        if key not in ours:
            raise PromptError(f"{path}: {key!r} is no text of ours; see prompts/{language}/replies.toml")
        _same(f"{path}: {key}", _fields(ours[key]), _fields(text))
    return ours | theirs


def _fields(template: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(template) if name}


class _Particles(string.Formatter):
    def format_field(self, value: Any, format_spec: str) -> str:
        if "/" in format_spec:
            return f"{value}{particle(str(value), format_spec)}"
        return str(super().format_field(value, format_spec))


_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


def _same(name: str, wanted: set[str], given: set[str]) -> None:
    if missing := wanted - given:
        raise PromptError(f"{name} needs {', '.join(sorted(missing))}")
    if surplus := given - wanted:
        raise PromptError(f"{name} has no place for {', '.join(sorted(surplus))}")


def _flat(tree: Mapping[str, Any], prefix: str = "") -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for key, value in tree.items():
        if isinstance(value, dict):
            found += _flat(value, f"{prefix}{key}.")
        else:
            found.append((f"{prefix}{key}", str(value)))
    return found
