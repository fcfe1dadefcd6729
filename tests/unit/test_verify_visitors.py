"""The visitors of the test page: who there is, and on which clients they can exist."""

from __future__ import annotations

import pytest

from generator.errors import UnknownNameError
from generator.verify import visitors


def test_every_visitor_says_who_it_is_and_what_was_decided() -> None:
    for name in visitors.names():
        visitor = visitors.load(name)

        assert visitor["about"].endswith(".")
        for experiment in visitor["experiments"]:
            ids = {variation["id"] for variation in experiment["variations"]}
            assert experiment.get("chosen") is None or experiment["chosen"] in ids


def test_names_are_sorted() -> None:
    assert list(visitors.names()) == sorted(visitors.names())
    assert "in_one_experiment" in visitors.names()


def test_a_visitor_nobody_knows_is_told_with_the_nearest() -> None:
    with pytest.raises(UnknownNameError) as caught:
        visitors.load("in_one_experimnt")

    assert caught.value.what == "there is no visitor 'in_one_experimnt'"
    assert caught.value.help == "did you mean 'in_one_experiment'?"


def test_a_visitor_exists_on_every_client_unless_it_says_so() -> None:
    assert visitors.clients("in_one_experiment") == ("classic", "web", "edge")
    assert "classic" not in visitors.clients("held_back")


def test_a_visitor_in_many_experiments_has_ids_of_their_own() -> None:
    experiments = visitors.many(500)["experiments"]

    ids = [
        thing["id"]
        for experiment in experiments
        for thing in (experiment["campaign"], experiment, *experiment["variations"])
    ]
    assert len(ids) == len(set(ids)) == 2_000
    assert all(e["chosen"] in {v["id"] for v in e["variations"]} for e in experiments)
