"""Wiring: one function builds everything from one Settings. Nothing opens before it is called."""

import logging
import os
import secrets
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from assistant.adapters.chroma import ChromaIndex
from assistant.adapters.data_dir import own_data_dir
from assistant.adapters.embedders import open_embedder
from assistant.adapters.lexical import TantivyIndex
from assistant.adapters.sql import SqlCatalogue, SqlSessions, SqlShopFacts, SqlShoppers, open_database
from assistant.assistant import Assistant
from assistant.lexicon import Lexicon, load_lexicon
from assistant.minds.embedded import EmbeddedMind
from assistant.ports import Catalogue, Clock, ShopFacts
from assistant.retrieval.search import Searcher
from assistant.settings import Settings
from assistant.tokens import Tokens
from assistant.toolbox.shop import Shop
from assistant.turn import Minds
from assistant.understanding import (
    Vocabulary,
    compile_shop,
    compile_vocabulary,
    load_meaning,
    reoffered,
    revised,
)
from prompts import Replies, forbidden_topics

if TYPE_CHECKING:
    from assistant.minds.agent import AgentMind

log = logging.getLogger(__name__)


def open_assistant(settings: Settings | None = None, clock: Clock | None = None) -> Assistant:
    """A running assistant on `settings` (default: the environment's). It owns the data folder until closed;
    StoreBusy when another process does. Indexes that are missing or damaged are rebuilt from SQL."""
    settings = settings or Settings.from_env()
    clock = clock or _local_now
    for language in ("ko", "en"):
        _ = Replies(language, settings.texts_dir).texts
    forbidden_topics(settings.texts_dir)
    with ExitStack() as stack:
        stack.enter_context(own_data_dir(settings.data_dir))
        engine = open_database(settings.sql_url)
        stack.callback(engine.dispose)
        lexicon = load_lexicon()
        embedder = open_embedder(settings.embedder)
        catalogue, facts = SqlCatalogue(engine), SqlShopFacts(engine)
        vectors = ChromaIndex(
            settings.chroma_url or settings.data_dir / "chroma", embedder.name, embedder.dimension
        )
        stack.callback(vectors.close)
        searcher = Searcher(
            catalogue,
            facts,
            embedder,
            vectors,
            TantivyIndex(settings.data_dir / "lexical"),
            lexicon,
            folder=settings.data_dir / "vectors",
        )
        stack.callback(searcher.close)
        searcher.refresh()
        vocabulary, currency = _vocabulary(catalogue, facts, lexicon, settings)
        shop = Shop(
            settings=settings,
            catalogue=catalogue,
            facts=facts,
            shoppers=SqlShoppers(engine),
            sessions=SqlSessions(engine),
            searcher=searcher,
            lexicon=lexicon,
            vocabulary=vocabulary,
            clock=clock,
            currency=currency,
            meaning=load_meaning(embedder),
        )
        agent = _agent(settings)
        if agent is not None:
            stack.callback(agent.close)
        minds = Minds(EmbeddedMind(), agent)
        tokens = Tokens(settings.secret or _kept_secret(settings))
        release = stack.pop_all()
        return Assistant(shop, minds, tokens, _renewed, release.close)


_REOFFERED = 5_000
"""Up to so many SKUs whose offers alone changed, the shop's words are kept and the prices told anew."""
_REVISED, _FEW = 0.1, 100
"""Up to this share of the products, or so many, what changed is laid over the shop's words."""


def _renewed(shop: Shop) -> Shop:
    """The shop at what SQL holds now: indexes refreshed, and the vocabulary too."""
    changes = shop.searcher.refresh()
    most = max(_FEW, _REVISED * shop.vocabulary.size)
    if (
        changes is None
        or len(changes.products) + len(changes.removed) > most
        or len(changes.offers) > _REOFFERED
    ):
        vocabulary, currency = _vocabulary(shop.catalogue, shop.facts, shop.lexicon, shop.settings)
        return replace(shop, vocabulary=vocabulary, currency=currency)
    vocabulary = shop.vocabulary
    if changes.products or changes.removed:
        vocabulary = revised(vocabulary, changes.products, changes.removed)
    offered = shop.catalogue.products([sku for sku, _ in changes.offers])
    vocabulary = reoffered(vocabulary, offered.values())
    facts = compile_shop(shop.facts.stores(), shop.facts.services(), shop.facts.policies())
    return replace(shop, vocabulary=replace(vocabulary, shop=facts))


def _vocabulary(
    catalogue: Catalogue, facts: ShopFacts, lexicon: Lexicon, settings: Settings
) -> tuple[Vocabulary, str]:
    """The shop's own words, and its currency: the set one, else the most common of the catalogue."""
    products = list(catalogue.every())
    currencies = Counter(
        variant.offer.price.currency
        for product in products
        for variant in product.variants
        if variant.offer.price
    )
    currency = settings.currency or (currencies.most_common(1)[0][0] if currencies else "KRW")
    stores, services, policies = facts.stores(), facts.services(), facts.policies()
    return compile_vocabulary(products, stores, services, policies, lexicon, currency), currency


def _agent(settings: Settings) -> "AgentMind | None":
    if not settings.has_model:
        return None
    from assistant.adapters.llm import open_chat_model
    from assistant.minds.agent import AgentMind

    return AgentMind(open_chat_model(settings), settings)


def _kept_secret(settings: Settings) -> str:
    """The signing secret of this data folder, made once, readable by its owner only."""
    path = settings.data_dir / "secret"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_urlsafe(32))
    return path.read_text()


def _local_now() -> datetime:
    return datetime.now().astimezone()
