"""Snippets proved in real browsers: plan the visits, run them, write the report.

`plan` says which visits prove a platform, `run` opens each of them and judges what is seen, `write` makes the
report; `prove` runs them in a browser that is open already. `engines` says which browsers this machine has.
"""

from __future__ import annotations

from generator.verify import faults, real
from generator.verify.browsers import BROWSERS, BrowserName, Engine, check_name
from generator.verify.judge import Expectation, Finding, Verdict
from generator.verify.observation import Observation
from generator.verify.report import check_folder, data, write
from generator.verify.results import Outcome, Result, prove, run
from generator.verify.testbed import NONCE, Step, Testbed, TestPage, engines, open_testbed
from generator.verify.visits import Visit, plan

__all__ = [
    "BROWSERS",
    "NONCE",
    "BrowserName",
    "Engine",
    "Expectation",
    "Finding",
    "Observation",
    "Outcome",
    "Result",
    "Step",
    "TestPage",
    "Testbed",
    "Verdict",
    "Visit",
    "check_folder",
    "check_name",
    "data",
    "engines",
    "faults",
    "open_testbed",
    "plan",
    "prove",
    "real",
    "run",
    "write",
]
