"""What the page itself says: buttons, headings, labels. One TOML file a language under ui/templates."""

import string
import tomllib
from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files

from assistant.domain.text import Language
from prompts import Replies


class WordingError(ValueError):
    """A page text is missing, or its fields are not the ones given."""


class Wording:
    """The page's texts in one language. The shop's own words (allergens, attributes, constraints) come from
    `prompts`, so that page and answers use the same ones."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.replies = Replies(language)

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Every text by "section.key"."""
        raw = (files("ui") / "templates" / f"{self.language}.toml").read_text(encoding="utf-8")
        return {
            f"{section}.{key}": text
            for section, entries in tomllib.loads(raw).items()
            for key, text in entries.items()
        }

    def __call__(self, key: str, **fields: object) -> str:
        """The text `key` with its fields filled; WordingError for an unknown key, missing or surplus ones."""
        if key not in self.texts:
            raise WordingError(f"no text {key!r} in ui/templates/{self.language}.toml; add it")
        template = self.texts[key]
        wanted = {name for _, name, _, _ in string.Formatter().parse(template) if name}
        if wanted != set(fields):
            raise WordingError(f"{key} takes the fields {sorted(wanted)}, not {sorted(fields)}")
        return template.format(**fields)

    def has(self, key: str) -> bool:
        """Whether there is such a text."""
        return key in self.texts

    def unit(self, unit: str) -> str:
        """A unit of measure as read: "each" -> "개"; "g" stays."""
        return self.texts.get(f"unit.{unit.lower()}", unit)

    def names(self, kind: str, keys: frozenset[str] | tuple[str, ...]) -> str:
        """Display words of `keys` of one kind (allergen, diet, ...), sorted as read, comma-separated."""
        return ", ".join(sorted(self.replies.label(kind, key) for key in keys))
