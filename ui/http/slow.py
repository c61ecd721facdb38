"""Connections that do not get to the point: uvicorn itself waits for headers without end."""

import asyncio
from asyncio import TimerHandle

from uvicorn.protocols.http.h11_impl import H11Protocol

HEADER_SECONDS = 10.0


class PunctualProtocol(H11Protocol):
    """HTTP/1.1 that closes a connection when a request's headers have not all come HEADER_SECONDS after the
    connection, or after the first of them. Idle connections are uvicorn's, bodies ui.http.limits'."""

    _patience: TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        super().connection_made(transport)
        self._watch()

    def data_received(self, data: bytes) -> None:
        super().data_received(data)
        self._watch()

    def connection_lost(self, exc: Exception | None) -> None:
        self._stop_watching()
        super().connection_lost(exc)

    def _watch(self) -> None:
        if self.cycle is not None and not self.cycle.response_complete:
            self._stop_watching()
        elif self._patience is None:
            self._patience = self.loop.call_later(HEADER_SECONDS, self._too_late)

    def _stop_watching(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
            self._patience = None

    def _too_late(self) -> None:
        if not self.transport.is_closing():
            self.transport.close()
