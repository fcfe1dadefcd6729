"""A fake Optimizely: v2, v1, OAuth, the Event API and Classic's log, with their statuses and quirks.

For our own tests and for users' CI. Written from Optimizely's documentation: what it does not say, the fake leaves
out. `app.Fake` is the ASGI application, `state.State` all that it knows, `serve` the two ways to run it.
"""

from __future__ import annotations

from generator.optimizely.fake.app import Fake
from generator.optimizely.fake.serve import Running, running
from generator.optimizely.fake.state import Fault, Request, State

__all__ = ["Fake", "Fault", "Request", "Running", "State", "running"]
