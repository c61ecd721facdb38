"""What one ingest did."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts are SKUs (rows). read = accepted + quarantined + skipped; skipped are drafts and parents.
    unchanged, updated, deleted and embedded are 0 when nothing was published. quarantine_file is None when no
    row was quarantined.  currency: of prices that name none, and where it comes from is in notes.
    stock: shelf levels loaded from inventory feeds."""

    run_id: str
    format: str
    read: int
    accepted: int
    quarantined: int
    unchanged: int
    embedded: int
    updated: int
    deleted: int
    seconds: float
    catalog_version: int
    quarantine_file: str | None
    published: bool
    skipped: int = 0
    stock: int = 0
    currency: str = ""
    notes: tuple[str, ...] = ()

    def json(self) -> dict[str, Any]:
        """The contract's object, with `published`, `skipped`, `stock`, `currency` and `notes` beside it."""
        return {
            "run_id": self.run_id,
            "format": self.format,
            "read": self.read,
            "accepted": self.accepted,
            "quarantined": self.quarantined,
            "unchanged": self.unchanged,
            "embedded": self.embedded,
            "updated": self.updated,
            "deleted": self.deleted,
            "seconds": round(self.seconds, 3),
            "catalog_version": self.catalog_version,
            "quarantine_file": self.quarantine_file,
            "published": self.published,
            "skipped": self.skipped,
            "stock": self.stock,
            "currency": self.currency,
            "notes": list(self.notes),
        }
