"""The safety suite: what must hold whatever a feed, a shopper or a model says, and however a model fails."""
