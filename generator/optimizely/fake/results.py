"""Results of an experiment that runs: made up, the same each time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

#: visitors and conversions of the first variation, and of each other one
_FIRST, _OTHER = (1000, 100), (1000, 130)


def v2(experiment: Mapping[str, Any]) -> dict[str, Any]:
    """As v2 tells them."""
    variations: Sequence[Mapping[str, Any]] = experiment.get("variations", [])
    metrics = experiment.get("metrics") or [{"aggregator": "unique", "scope": "visitor"}]
    return {
        "experiment_id": experiment["id"],
        "confidence_threshold": 0.9,
        "start_time": "2026-01-01T00:00:00Z",
        "end_time": "2026-01-15T00:00:00Z",
        "is_stale": False,
        "reach": {
            "baseline_count": _FIRST[0],
            "treatment_count": _OTHER[0] * (len(variations) - 1),
            "total_count": _FIRST[0] + _OTHER[0] * (len(variations) - 1),
        },
        "stats_config": {"confidence_level": 0.9},
        "metrics": [{**metric, **_metric(metric, variations)} for metric in metrics],
    }


def _metric(metric: Mapping[str, Any], variations: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    rows = {}
    for place, variation in enumerate(variations):
        samples, value = _OTHER if place else _FIRST
        row = {
            "name": variation["name"],
            "level": "variation",
            # a string here, a number elsewhere
            "variation_id": str(variation["variation_id"]),
            "is_baseline": not place,
            "samples": samples,
            "value": value,
            "rate": value / samples,
        }
        if place:
            row["lift"] = {
                "value": 0.3,
                "significance": 0.95,
                "is_significant": True,
                "lift_status": "better",
                "confidence_interval": [0.05, 0.55],
                "visitors_remaining": 0,
            }
        rows[str(variation["variation_id"])] = row
    return {"name": str(metric.get("event_id", "Overall revenue")), "results": rows}


def v1(experiment: Mapping[str, Any], variations: Sequence[Mapping[str, Any]]) -> list[Any]:
    """As v1 tells them: a row for each variation and goal."""
    rows = []
    for place, variation in enumerate(variations):
        visitors, conversions = _OTHER if place else _FIRST
        rows.append(
            {
                "variation_id": str(variation["id"]),
                "variation_name": variation["description"],
                "goal_id": experiment.get("primary_goal_id"),
                "goal_name": "Engagement",
                "baseline_id": str(variations[0]["id"]),
                "begin_time": "2014-01-01T00:00:00Z",
                "end_time": "2014-01-15T00:00:00Z",
                "visitors": visitors,
                "conversions": conversions,
                "conversion_rate": conversions / visitors,
                "status": "winner" if place else "baseline",
                "improvement": 0.3 if place else 0,
                "statistical_significance": 0.95 if place else 0,
                "difference": 0.03 if place else 0,
                "visitors_until_statistically_significant": 0,
                "is_revenue": False,
            }
        )
    return rows
