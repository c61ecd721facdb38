"""Model servers for tests and measures: the OpenAI protocol over real HTTP on a loopback port, scripted and
deterministic. `obedient` does whatever any text it reads tells it; `chaos` breaks in every way we know."""

from eval.servers.wire import Brain, Calls, Endpoint, Fails, Hangs, Reply, Says, serve

__all__ = ["Brain", "Calls", "Endpoint", "Fails", "Hangs", "Reply", "Says", "serve"]
