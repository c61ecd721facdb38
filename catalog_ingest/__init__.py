"""A merchant's files into the shop: read by content, checked row by row, published in one switch."""

from catalog_ingest.demo_shop import ingest_demo
from catalog_ingest.run import ingest
from catalog_ingest.summary import Summary

__all__ = ["Summary", "ingest", "ingest_demo"]
