"""The demo shop 단골마트 / Dangol Mart, ingested from its files as any merchant's would be."""

from pathlib import Path

from catalog_ingest.run import Progress, Shop, ingest
from catalog_ingest.shop_files import (
    read_complements,
    read_events,
    read_policies,
    read_reviews,
    read_services,
    read_shoppers,
    read_stores,
)
from catalog_ingest.summary import Summary

DEMO = Path(__file__).parent / "demo"
FEEDS = ("grocery/grocery.csv", "sports/sports.csv", "living/living.xml")
PICTURES = DEMO / "sports" / "images"


def ingest_demo(assistant: Shop, progress: Progress | None = None) -> Summary:
    """The three feeds with their pictures and the stock of five stores, then services, policies, complements,
    reviews, eight shoppers and their history. The history is recorded once: not when it is already there."""
    sources = [str(DEMO / feed) for feed in (*FEEDS, "shop/inventory.csv")]
    summary = ingest(assistant, sources, images=PICTURES, progress=progress)
    shop = DEMO / "shop"
    assistant.facts.replace(
        stores=read_stores(shop / "stores.json"),
        services=read_services(shop / "services.json"),
        policies=read_policies(shop / "policies.jsonl"),
        complements=read_complements(shop / "complements.csv"),
        reviews=[
            *read_reviews(shop / "reviews.jsonl"),
            *read_reviews(DEMO / "grocery" / "reviews_ko_en.jsonl"),
        ],
    )
    assistant.refresh()
    known = {profile.shopper_id for profile in assistant.shoppers.profiles()}
    profiles = read_shoppers(shop / "shoppers.json")
    for profile in profiles:
        if profile.shopper_id not in known:
            assistant.shoppers.save(profile)
    if not known:
        assistant.shoppers.record(read_events(shop / "events.jsonl"))
    return summary
