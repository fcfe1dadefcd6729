"""What was measured on the real Optimizely clients, surprise by surprise, as pages and the facts they must record.

Each surprise has an id (A Classic, B Web, C Performance Edge, D their surroundings, 10 what a stub must not
forget) and is a trap of the stub that can be left out. `pages/facts.js` has what the pages are written with.
"""

from surprises.check import Check
from surprises.classic import CLASSIC
from surprises.edge import EDGE, SHIM
from surprises.shapes import SHAPES
from surprises.web import WEB

#: each fails when its trap is left out
CHECKS = (*CLASSIC, *WEB, *EDGE, *SHIM)

__all__ = ["CHECKS", "SHAPES", "Check"]
