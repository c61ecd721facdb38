"""The lexical index on tantivy. Tokens come ready-made from retrieval; this side only counts and scores."""

import logging
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
import tantivy

from assistant.ports import LEXICAL_FIELDS, Form, Kept, LexicalDocument, Matches

_log = logging.getLogger(__name__)
_HEAP = 64_000_000
_TERMS = 20_000
"""Terms a snapshot remembers."""


class TantivyIndex:
    """BM25 over whitespace-separated tokens in fixed fields. In memory when `path` is None, else a folder,
    which is thrown away and made anew when it cannot be read or holds other fields."""

    def __init__(self, path: Path | None = None, fields: Sequence[str] = LEXICAL_FIELDS) -> None:
        self._path = path
        self._fields = tuple(fields)
        self._index = self._open()
        try:
            self._next = self._last() + 1
        except (ValueError, OSError) as error:
            _log.warning("lexical index at %s cannot be read (%s); making it anew", path, error)
            shutil.rmtree(path or "", ignore_errors=True)
            self._index = self._open()
            self._next = 0
        self._now = TantivySnapshot(self._index)

    def replace(self, documents: Iterable[LexicalDocument], deleted: Sequence[str] = ()) -> dict[str, int]:
        placed: dict[str, int] = {}
        # A writer for each change: none of its memory, threads or folder lock outlives the change.
        with self._index.writer(heap_size=_HEAP, num_threads=1) as writer:
            for gone in deleted:
                writer.delete_documents_by_term("id", gone)
            for given in documents:
                writer.delete_documents_by_term("id", given.document_id)
                document = tantivy.Document()
                document.add_text("id", given.document_id)
                document.add_unsigned("at", self._next)
                document.add_text("mark", given.mark)
                document.add_bytes("kept", given.kept)
                for field, tokens in given.fields.items():
                    document.add_text(field, tokens)
                writer.add_document(document)
                placed[given.document_id] = self._next
                self._next += 1
        self._reload()
        return placed

    def kept(self) -> Iterator[Kept]:
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return
        hits = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs, count=False).hits
        addresses = [address for _, address in hits]
        places = searcher.fast_field_values("at", addresses)
        for at, address in zip(places, addresses, strict=True):
            stored = searcher.doc(address)
            yield Kept(str(stored["id"][0]), int(at or 0), str(stored["mark"][0]), bytes(stored["kept"][0]))

    def mark(self) -> str:
        return f"{self._index.searcher().num_docs} documents, the last at {self._last()}"

    def snapshot(self) -> "TantivySnapshot":
        return self._now

    def clear(self) -> None:
        with self._index.writer(heap_size=_HEAP, num_threads=1) as writer:
            writer.delete_all_documents()
        self._reload()

    def _reload(self) -> None:
        self._index.reload()
        self._now = TantivySnapshot(self._index)

    def _last(self) -> int:
        """The highest place given so far, -1 for none."""
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return -1
        hits = searcher.search(tantivy.Query.all_query(), limit=1, count=False, order_by_field="at").hits
        return int(hits[0][0])

    def _open(self) -> tantivy.Index:
        schema = self._schema()
        if self._path is None:
            return tantivy.Index(schema)
        self._path.mkdir(parents=True, exist_ok=True)
        try:
            if tantivy.Index.exists(str(self._path)):
                return tantivy.Index(schema, path=str(self._path), reuse=True)
        except (ValueError, OSError) as error:
            _log.warning("lexical index at %s cannot be used (%s); making it anew", self._path, error)
            shutil.rmtree(self._path, ignore_errors=True)
        self._path.mkdir(parents=True, exist_ok=True)
        return tantivy.Index(schema, path=str(self._path))

    def _schema(self) -> tantivy.Schema:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_unsigned_field("at", fast=True)
        builder.add_text_field("mark", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_bytes_field("kept", stored=True, indexed=False)
        for field in self._fields:
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
        return builder.build()


class TantivySnapshot:
    """The index as it was when this was made."""

    def __init__(self, index: tantivy.Index) -> None:
        self._schema = index.schema
        self._searcher = index.searcher()
        self._terms: dict[tuple[str, str], tantivy.Query | None] = {}

    def top(self, tokens: Mapping[str, float], fields: Mapping[str, float], k: int) -> Matches:
        searcher = self._searcher
        # Flat: nested queries would be scored document by document, without skipping.
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(term, weight * boost))
            for token, weight in tokens.items()
            for field, boost in fields.items()
            if (term := self._known(field, token)) is not None
        ]
        if not clauses or k < 1:
            return Matches(np.empty(0, np.int64), ())
        hits = searcher.search(tantivy.Query.boolean_query(clauses), limit=k, count=False).hits
        # Read from a fast field: fetching stored ids costs ten times the search.
        places = searcher.fast_field_values("at", [address for _, address in hits])
        return Matches(np.fromiter(places, np.int64, len(places)), hits)

    def holding(self, forms: Sequence[Form], fields: Sequence[str]) -> int:
        searcher = self._searcher
        whole = [query for form in forms if (query := self._whole(form, fields)) is not None]
        if not whole or not searcher.num_docs:
            return 0
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, one) for one in whole])
        found = searcher.search(query, limit=1, count=True)
        return int(getattr(found, "count", 0) or 0)  # the published types leave it out

    def frequency(self, token: str, fields: Sequence[str]) -> tuple[int, ...]:
        return tuple(int(self._searcher.doc_freq(field, token)) for field in fields)

    def _known(self, field: str, token: str) -> tantivy.Query | None:
        """The term, None where no document has it: two in three of what may be asked for."""
        asked = field, token
        try:
            return self._terms[asked]
        except KeyError:
            held = self._searcher.doc_freq(field, token)
            found = self._term(field, token) if held else None
            if len(self._terms) >= _TERMS:
                self._terms.clear()
            self._terms[asked] = found
            return found

    def _term(self, field: str, token: str) -> tantivy.Query:
        return tantivy.Query.term_query(self._schema, field, token, index_option="freq")

    def _whole(self, form: Form, fields: Sequence[str]) -> tantivy.Query | None:
        """Every token of the form, each in any of the fields."""
        clauses = [
            tantivy.Query.boolean_query(
                [(tantivy.Occur.Should, self._term(field, token)) for field in fields]
            )
            for token, _ in form.tokens
        ]
        if len(clauses) < 2:
            return clauses[0] if clauses else None
        return tantivy.Query.boolean_query([(tantivy.Occur.Must, clause) for clause in clauses])
