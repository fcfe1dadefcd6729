"""Experiments: a headline in, a draft with variations and a metric out; start, pause, results.

Titles are data: they enter a variation's code as one escaped JSON literal, never as code or as HTML.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal

from generator import compile as engine
from generator import resources
from generator.errors import ApiError, OfflineError, SettingsError, UnknownNameError, nearest, shown
from generator.optimizely import events
from generator.optimizely.client import Client
from generator.optimizely.models import Experiment, Id, read

#: a hundred percent, in Optimizely's basis points
_ALL: Final = 10_000
_HOLE: Final = "HEADLINE"
_LONGEST_NAME: Final = 80
_COMPUTING: Final = 202
_CONFLICT: Final = 409

Action = Literal["start", "pause"]


@dataclass(frozen=True, slots=True)
class Headline:
    """What is tested.

    Attributes:
        page: address of the page that shows the headline.
        selector: CSS, of the elements that may carry it.
        original: the text as it is; elements with another one stay as they are.
        variations: the other texts.
        name: of the experiment.
        event: key of the event that is measured; empty for clicks on the headline.
    """

    page: str
    selector: str
    original: str
    variations: Sequence[str]
    name: str = ""
    event: str = ""

    @property
    def title(self) -> str:
        """The experiment's name."""
        text = self.name or f"Headline: {self.original}"
        return text if len(text) <= _LONGEST_NAME else f"{text[: _LONGEST_NAME - 1]}…"


@dataclass(frozen=True, slots=True)
class Row:
    """One variation's result for one metric.

    Attributes:
        metric: its name.
        variation: its name.
        visitors: who saw it.
        conversions: what they did, by the metric's own count.
        rate: conversions of a visitor.
        lift: against the baseline, as a share; None for the baseline itself.
        low: of the lift's confidence interval.
        high: of the same.
        significance: from 0 to 1.
        verdict: Optimizely's word.
    """

    metric: str
    variation: str
    visitors: int
    conversions: float
    rate: float
    lift: float | None = None
    low: float | None = None
    high: float | None = None
    significance: float | None = None
    verdict: str = ""


def code(headline: Headline, variation: str) -> str:
    """A variation's code."""
    text = (resources.templates() / "optimizely" / "headline.js").read_text(encoding="utf-8")
    data = {"selector": headline.selector, "original": headline.original, "variation": variation}
    before, after = text.split(f"({_HOLE})")
    return f"{before}({engine.literal(data, minified=True)}){after}"


def every(client: Client, project: Id) -> Iterator[Experiment]:
    """The project's experiments."""
    if client.api == "v1":
        found = client.pages(f"projects/{project}/experiments")
    else:
        found = client.pages("experiments", project_id=project)
    for thing in found:
        yield read(Experiment, thing)


def create_headline(
    client: Client, project: Id, headline: Headline
) -> tuple[Experiment | None, bool]:
    """The draft, and whether it is new: an experiment of this name is not made twice; None in a dry run.

    Raises:
        SettingsError: a headline that cannot be tested.
        ApiError: Optimizely refuses.
    """
    _sensible(headline)
    if not client.dry:
        there = next(
            (
                experiment
                for experiment in every(client, project)
                if experiment.name == headline.title and experiment.status.lower() != "archived"
            ),
            None,
        )
        if there and not _is_half(client, there):
            return there, False
        if there:
            return _furnished(client, project, there, headline), True
    make = _made_v1 if client.api == "v1" else _made_v2
    return make(client, project, headline), True


def act(client: Client, experiment: Id, action: Action, *, override: bool = False) -> str:
    """Start or pause it; its status then.

    Args:
        client: whom to ask.
        experiment: which one.
        action: what to do.
        override: also when somebody has changes in draft: they are lost.

    Raises:
        ApiError: Optimizely refuses.
    """
    if client.api == "v1":
        status = {"start": "Running", "pause": "Paused"}[action]
        said = client.put(f"experiments/{experiment}", {"status": status})
    else:
        try:
            said = client.patch(
                f"experiments/{experiment}", {}, action=action, override_changes=override or None
            )
        except ApiError as error:
            if error.status == _CONFLICT:
                error.help = "somebody is editing it; repeat with --override-changes to write over their draft"
            raise
    return "" if client.dry else read(Experiment, said).status


def results(client: Client, experiment: Id, wait: float = 60) -> Any:  # noqa: ANN401 -- JSON
    """What Optimizely says of the results; None when there are none yet.

    Raises:
        OfflineError: they are still being computed after `wait` seconds.
        ApiError: Optimizely refuses.
    """
    if client.api == "v1":
        return client.get(f"experiments/{experiment}/stats") or None
    until, pause = time.monotonic() + wait, 0.5
    while True:
        answer = client.request("GET", f"experiments/{experiment}/results")
        if answer.status != _COMPUTING:
            return answer.body
        if time.monotonic() + pause > until:
            what = f"the results of {experiment} are still being computed after {wait:.0f} s"
            raise OfflineError(what, help="run this again, or give it longer: --wait SECONDS")
        time.sleep(pause)
        pause = min(2 * pause, 10)


def rows(said: Any) -> Iterator[Row]:  # noqa: ANN401 -- JSON
    """The results as a table.

    Raises:
        OfflineError: they are something else.
    """
    try:
        yield from _rows_v1(said) if isinstance(said, list) else _rows_v2(said)
    except (AttributeError, KeyError, TypeError, ValueError):
        broken = True
    else:
        broken = False
    if broken:
        what = "Optimizely's answer holds results that cannot be read"
        raise OfflineError(what, help="look at them as they are: --json")


# -- v2 ---------------------------------------------------------------------------------------------------


def _made_v2(client: Client, project: Id, headline: Headline) -> Experiment | None:
    page = _page(client, project, headline)
    texts = [headline.original, *headline.variations]
    variations = [
        {
            "name": "Original" if not place else text,
            "weight": weight,
            "actions": [_action(page, code(headline, text))] if place else [],
        }
        for place, (text, weight) in enumerate(zip(texts, _weights(len(texts)), strict=True))
    ]
    made = client.post(
        "experiments",
        {
            "project_id": int(project),
            "name": headline.title,
            "type": "a/b",
            "audience_conditions": "everyone",
            "page_ids": [page],
            "metrics": [
                {
                    "event_id": _metric(client, project, page, headline),
                    "aggregator": "unique",
                    "scope": "visitor",
                    "winning_direction": "increasing",
                }
            ],
            "variations": variations,
        },
    )
    return None if client.dry else read(Experiment, made)


def _action(page: Id, text: str) -> dict[str, Any]:
    change = {"type": "custom_code", "value": text, "dependencies": [], "async": False}
    return {"page_id": page, "changes": [change]}


def _page(client: Client, project: Id, headline: Headline) -> Id:
    """The page of this address, made when there is none."""
    conditions = ["and", ["or", {"type": "url", "match_type": "simple", "value": headline.page}]]
    name = f"Headline test: {headline.page}"
    if not client.dry:
        for page in client.pages("pages", project_id=project):
            same = (page.get("edit_url"), page.get("name")) == (headline.page, name)
            if same and not page.get("archived"):
                return _id(page)
    return _id(
        client.post(
            "pages",
            {
                "project_id": int(project),
                "name": name,
                "edit_url": headline.page,
                "activation_type": "immediate",
                "conditions": json.dumps(conditions),
            },
        )
    )


def _metric(client: Client, project: Id, page: Id, headline: Headline) -> Id:
    """The event that is measured: the given one, or clicks on the headline."""
    if headline.event:
        return _event(client, project, headline.event)
    # the same headline on the same page has the same event
    seed = f"{headline.page}\n{headline.selector}".encode()
    key = f"headline_click_{hashlib.sha256(seed).hexdigest()[:16]}"
    if not client.dry:
        there = next((e for e in events.every(client, project) if e.key == key), None)
        if there:
            return there.id
    body = {
        "key": key,
        "name": f"Clicks on {headline.selector}",
        "event_type": "click",
        "category": "other",
        "config": {"selector": headline.selector},
    }
    return _id(client.post(f"pages/{page}/events", body))


def _rows_v2(said: Mapping[str, Any]) -> Iterator[Row]:
    for metric in said["metrics"]:
        name = metric.get("name") or str(metric.get("event_id", ""))
        for result in metric["results"].values():
            lift = result.get("lift") or {}
            low, high = lift.get("confidence_interval") or (None, None)
            # fields that are null are left out
            yield Row(
                name,
                result["name"],
                result.get("samples", 0),
                result.get("value", 0),
                result.get("rate", 0.0),
                lift.get("value"),
                low,
                high,
                lift.get("significance"),
                "baseline" if result.get("is_baseline") else lift.get("lift_status", ""),
            )


# -- v1 ---------------------------------------------------------------------------------------------------


def _made_v1(client: Client, project: Id, headline: Headline) -> Experiment | None:
    made = client.post(
        f"projects/{project}/experiments",
        {"description": headline.title, "edit_url": headline.page, "status": "Not started"},
    )
    if client.dry:
        # what follows names ids that only the real one has
        draft = Experiment.model_construct(id="ID", name=headline.title)
        return _furnished(client, project, draft, headline) and None
    return _furnished(client, project, read(Experiment, made), headline)


def _is_half(client: Client, experiment: Experiment) -> bool:
    """v1 makes an experiment step by step; its goal is the last one."""
    if client.api != "v1":
        return False
    ids = (goal.get("experiment_ids") or [] for goal in _goals(client, experiment))
    return experiment.status == "Not started" and not any(experiment.id in one for one in ids)


def _goals(client: Client, experiment: Experiment) -> Iterator[dict[str, Any]]:
    project = (experiment.model_extra or {}).get("project_id")
    return client.pages(f"projects/{project}/goals")


def _furnished(
    client: Client, project: Id, experiment: Experiment, headline: Headline
) -> Experiment:
    """The experiment with its variations and its goal; what is there already stays."""
    there: list[dict[str, Any]] = (
        [{"id": "ORIGINAL"}, {"id": "VARIATION-1"}]
        if client.dry
        else list(client.pages(f"experiments/{experiment.id}/variations"))
    )
    weights = _weights(len(headline.variations) + 1)
    texts = [headline.original, *headline.variations]
    for place, (text, weight) in enumerate(zip(texts, weights, strict=True)):
        body: dict[str, Any] = {"description": text if place else "Original", "weight": weight}
        if place:
            body["js_component"] = code(headline, text)
        if place < len(there):
            client.put(f"variations/{there[place]['id']}", body)
        else:
            client.post(f"experiments/{experiment.id}/variations", body)
    if headline.event:
        goal = _event(client, project, headline.event)
        old = [] if client.dry else client.get(f"goals/{goal}").get("experiment_ids") or []
        client.put(f"goals/{goal}", {"experiment_ids": [*old, experiment.id]})
    else:
        goal_of_clicks = {
            "title": f"Clicks on {headline.selector}",
            "goal_type": 0,
            "selector": headline.selector,
            "target_to_experiments": True,
            "experiment_ids": [experiment.id],
        }
        client.post(f"projects/{project}/goals", goal_of_clicks)
    return experiment


def _rows_v1(said: Sequence[Mapping[str, Any]]) -> Iterator[Row]:
    for result in said:
        baseline = result["variation_id"] == result.get("baseline_id")
        yield Row(
            result["goal_name"],
            result["variation_name"],
            result["visitors"],
            result["conversions"],
            result["conversion_rate"],
            None if baseline else result.get("improvement"),
            result.get("difference_confidence_interval_min"),
            result.get("difference_confidence_interval_max"),
            None if baseline else result.get("statistical_significance", result.get("confidence")),
            result.get("status", ""),
        )


# -- what they share --------------------------------------------------------------------------------------


def _sensible(headline: Headline) -> None:
    if not headline.page.startswith(("https://", "http://")):
        what = f"the page must be an address, not {shown(headline.page)}"
        raise SettingsError(what, help="write it as the browser shows it, with https://")
    if not headline.selector.strip():
        raise SettingsError("the selector is empty", help="such as h1, or .entry-title a")
    texts = [headline.original, *headline.variations]
    if not all(text.strip() for text in texts):
        raise SettingsError("a headline is empty", help="give the words that visitors read")
    if len({" ".join(text.split()) for text in texts}) < len(texts):
        what = "two of the headlines are the same"
        raise SettingsError(what, help="each --variation differs from the others and --original")


def _event(client: Client, project: Id, key: str) -> Id:
    if client.dry:
        return f"EVENT {key}"
    there = list(events.every(client, project))
    found = next((event.id for event in there if event.key == key), None)
    if found is None:
        what = f"there is no event {key!r} in project {project}"
        create = f"create it: tagwright optimizely events create {key}"
        raise UnknownNameError(what, help=nearest(key, [e.key for e in there if e.key], create))
    return found


def _weights(count: int) -> list[int]:
    """Equal shares; what does not divide goes to the first."""
    share, rest = divmod(_ALL, count)
    return [share + (rest if not place else 0) for place in range(count)]


def _id(thing: Mapping[str, Any]) -> Id:
    found = thing.get("id", "ID")
    if isinstance(found, int | str):
        return found
    what = f"Optimizely's answer has the id {shown(found)}"
    raise ApiError(what)
