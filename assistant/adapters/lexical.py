"""The lexical index on tantivy. Tokens come ready-made from retrieval; this side only counts and scores."""

import logging
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import tantivy

from assistant.ports import LEXICAL_FIELDS, Form

_log = logging.getLogger(__name__)
_HEAP = 64_000_000
_TIE = 1.0
"""What the weaker fields of a token add to its best one."""


class TantivyIndex:
    """BM25 over whitespace-separated tokens in fixed fields. In memory when `path` is None, else a folder,
    which is thrown away and made anew when it cannot be read or holds other fields."""

    def __init__(self, path: Path | None = None, fields: Sequence[str] = LEXICAL_FIELDS) -> None:
        self._path = path
        self._fields = tuple(fields)
        self._index = self._open()
        # Hits are read as ordinals from a fast field: fetching stored ids costs ten times the search.
        try:
            self._names, self._marks = self._stored(), self._stored_marks()
        except (ValueError, OSError) as error:
            _log.warning("lexical index at %s cannot be read (%s); making it anew", path, error)
            shutil.rmtree(path or "", ignore_errors=True)
            self._index = self._open()
            self._names, self._marks = {}, {}
        self._ordinals = {name: at for at, name in self._names.items()}
        self._next = max(self._names, default=-1)

    def replace(
        self, documents: Iterable[tuple[str, Mapping[str, str]]], deleted: Sequence[str] = ()
    ) -> None:
        # A writer for each change: none of its memory, threads or folder lock outlives the change.
        with self._index.writer(heap_size=_HEAP, num_threads=1) as writer:
            for gone in deleted:
                writer.delete_documents_by_term("id", gone)
                self._names.pop(self._ordinals.pop(gone, -1), None)
                self._marks.pop(gone, None)
            for document_id, texts in documents:
                writer.delete_documents_by_term("id", document_id)
                document = tantivy.Document()
                document.add_text("id", document_id)
                document.add_unsigned("at", self._ordinal(document_id))
                self._marks[document_id] = texts.get("mark", "")
                for field, tokens in texts.items():
                    document.add_text(field, tokens)
                writer.add_document(document)
        self._index.reload()

    def search(
        self, parts: Sequence[Sequence[Form]], fields: Mapping[str, float], k: int
    ) -> list[tuple[str, float]]:
        queries = [query for part in parts if (query := self._part(part, fields)) is not None]
        searcher = self._index.searcher()
        if not queries or k < 1 or not searcher.num_docs:
            return []
        query = tantivy.Query.boolean_query([(tantivy.Occur.Should, query) for query in queries])
        hits = [hit for hit in searcher.search(query, limit=k, count=False).hits if hit[0] > 0]
        ordinals = searcher.fast_field_values("at", [address for _, address in hits])
        return [
            (self._names[int(at or 0)], float(score)) for at, (score, _) in zip(ordinals, hits, strict=True)
        ]

    def ids(self) -> set[str]:
        return set(self._ordinals)

    def marks(self) -> dict[str, str]:
        return dict(self._marks)

    def clear(self) -> None:
        with self._index.writer(heap_size=_HEAP, num_threads=1) as writer:
            writer.delete_all_documents()
        self._index.reload()
        self._names, self._ordinals, self._marks = {}, {}, {}

    def _ordinal(self, document_id: str) -> int:
        if document_id not in self._ordinals:
            self._ordinals[document_id] = self._next = self._next + 1
            self._names[self._next] = document_id
        return self._ordinals[document_id]

    def _stored(self) -> dict[int, str]:
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return {}
        hits = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs, count=False).hits
        addresses = [address for _, address in hits]
        names = (str(searcher.doc(address)["id"][0]) for address in addresses)
        return {
            int(at or 0): name
            for at, name in zip(searcher.fast_field_values("at", addresses), names, strict=True)
        }

    def _stored_marks(self) -> dict[str, str]:
        searcher = self._index.searcher()
        if not searcher.num_docs:
            return {}
        hits = searcher.search(tantivy.Query.all_query(), limit=searcher.num_docs, count=False).hits
        stored = (searcher.doc(address) for _, address in hits)
        return {str(one["id"][0]): str(next(iter(one["mark"]), "")) for one in stored}

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
        for field in self._fields:
            builder.add_text_field(field, tokenizer_name="whitespace", index_option="freq")
        return builder.build()

    def _part(self, forms: Sequence[Form], fields: Mapping[str, float]) -> tantivy.Query | None:
        alternatives = [query for form in forms if (query := self._form(form, fields)) is not None]
        if len(alternatives) < 2:
            return alternatives[0] if alternatives else None
        return tantivy.Query.disjunction_max_query(alternatives)

    def _form(self, form: Form, fields: Mapping[str, float]) -> tantivy.Query | None:
        if not form.tokens or form.weight <= 0:
            return None
        occur = tantivy.Occur.Must if form.whole else tantivy.Occur.Should
        clauses = [(occur, self._token(token, weight * form.weight, fields)) for token, weight in form.tokens]
        return clauses[0][1] if len(clauses) == 1 else tantivy.Query.boolean_query(clauses)

    def _token(self, token: str, weight: float, fields: Mapping[str, float]) -> tantivy.Query:
        schema = self._index.schema
        return tantivy.Query.disjunction_max_query(
            [
                tantivy.Query.boost_query(
                    tantivy.Query.term_query(schema, field, token, index_option="freq"), weight * boost
                )
                for field, boost in fields.items()
            ],
            tie_breaker=_TIE,
        )
