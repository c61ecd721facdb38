"""SQLite or PostgreSQL behind the ports: the shop's truth."""

from assistant.adapters.sql.catalogue import SqlCatalogue
from assistant.adapters.sql.engine import open_database
from assistant.adapters.sql.facts import SqlShopFacts
from assistant.adapters.sql.sessions import SqlSessions
from assistant.adapters.sql.shoppers import SqlShoppers

__all__ = ["SqlCatalogue", "SqlSessions", "SqlShopFacts", "SqlShoppers", "open_database"]
