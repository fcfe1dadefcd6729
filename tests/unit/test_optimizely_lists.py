# ruff: noqa: ANN401 -- whatever JSON can say
from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from generator.errors import RowsError
from generator.optimizely import lists, members
from generator.optimizely.lists import Wanted
from generator.optimizely.members import Members, Reading

VIP = Wanted("77", "vip", "cookies", "vip", limit=1000)


@dataclass
class Server:
    """As much of Optimizely as a push needs."""

    api: str = "v2"
    lists: dict[str, dict[str, Any]] = field(default_factory=dict)
    log: list[tuple[str, str]] = field(default_factory=list)
    dies_after: int = 1_000_000
    echoes: bool = True
    made: int = 0

    def get(self, path: str, **_: Any) -> Any:
        one = self.lists.get(path.rpartition("/")[2])
        if one:
            return dict(one) if self.echoes else self._without(one)
        return [self._without(row) for row in self.lists.values()]

    def pages(self, path: str, **query: Any) -> Iterator[dict[str, Any]]:
        yield from self.get(path, **query)

    def post(self, path: str, body: Mapping[str, Any], **_: Any) -> Any:
        self._note("post", path, body["name"])
        self.made += 1
        id_ = str(1000 + self.made)
        self.lists[id_] = {"id": int(id_), **body}
        return self.lists[id_]

    def change(self, path: str, body: Mapping[str, Any], **_: Any) -> Any:
        id_ = path.rpartition("/")[2]
        self._note("change", path, self.lists[id_]["name"])
        self.lists[id_] |= body
        return self.lists[id_]

    def delete(self, path: str) -> None:
        id_ = path.rpartition("/")[2]
        self._note("delete", path, self.lists[id_]["name"])
        del self.lists[id_]

    def _note(self, verb: str, _: str, name: str) -> None:
        if len(self.log) >= self.dies_after:
            raise KeyboardInterrupt
        self.log.append((verb, name))

    @staticmethod
    def _without(row: Mapping[str, Any]) -> dict[str, Any]:
        return {key: value for key, value in row.items() if key != "list_content"}

    @property
    def rows(self) -> list[str]:
        return sorted(row for one in self.lists.values() for row in one["list_content"].split(","))


def of(values: Iterable[object]) -> Members:
    text = "".join(f"{value}\n" for value in values).encode()
    stream = io.BufferedReader(io.BytesIO(text))
    return members.read(Path("vip.csv"), Reading("cookies", "vip"), stream=stream)


def numbers(count: int) -> list[str]:
    return [f"member{n:05}" for n in range(count)]


def test_what_fits_is_one_list_of_that_name() -> None:
    server = Server()
    with of(["a", "b"]) as found:
        pushed = lists.push(server, found, VIP)
    (one,) = server.lists.values()
    assert (one["name"], one["list_content"], one["key_field"]) == ("vip", "a,b", "vip")
    assert lists.condition(pushed.lists) == f"vip ({one['id']})"


def test_a_second_push_changes_nothing() -> None:
    server = Server()
    with of(numbers(500)) as found:
        lists.push(server, found, VIP)
        server.log.clear()
        pushed = lists.push(server, found, VIP)
    assert not server.log
    assert not pushed.is_new_condition


def test_too_many_rows_are_split_and_each_is_in_one_list() -> None:
    server = Server()
    with of(numbers(2000)) as found:
        pushed = lists.push(server, found, VIP)
    assert server.rows == numbers(2000)
    assert len(pushed.lists) > 20
    assert all(len(one["list_content"]) <= 1000 for one in server.lists.values())


def test_an_update_touches_only_the_list_of_the_row() -> None:
    server = Server()
    with of(numbers(2000)) as found:
        lists.push(server, found, VIP)
    server.log.clear()
    with of([*numbers(2000), "one-more"]) as found:
        lists.push(server, found, VIP)
    assert len(server.log) <= 3
    assert server.rows == sorted([*numbers(2000), "one-more"])


def test_a_list_that_outgrows_its_limit_is_split_alone() -> None:
    server = Server()
    for count in range(1000, 1400, 20):
        with of(numbers(count)) as found:
            lists.push(server, found, VIP)
        assert server.rows == numbers(count)
    with of(numbers(10)) as found:
        lists.push(server, found, VIP)
    assert [one["name"] for one in server.lists.values()] == ["vip"]
    assert server.rows == numbers(10)


@pytest.mark.parametrize("moment", range(0, 60, 3))
def test_a_push_that_is_cut_short_is_finished_by_the_next(moment: int) -> None:
    server = Server()
    with of(numbers(900)) as found:
        lists.push(server, found, VIP)
    server.log.clear()
    server.dies_after = moment
    with of(numbers(2000)) as found:
        try:
            lists.push(server, found, VIP)
        except KeyboardInterrupt:
            assert set(numbers(900)) <= set(server.rows)
        server.dies_after = 10_000
        lists.push(server, found, VIP)
    assert server.rows == numbers(2000)


def test_a_list_made_twice_is_left_once() -> None:
    server = Server()
    with of(["a"]) as found:
        lists.push(server, found, VIP)
        server.lists["1"] = {**next(iter(server.lists.values())), "id": 1}
        lists.push(server, found, VIP)
    assert server.rows == ["a"]


def test_lists_of_others_are_left_alone() -> None:
    server = Server()
    server.lists["1"] = {"id": 1, "name": "vip-part-0", "list_content": "x", "description": "mine"}
    with of(["a"]) as found:
        lists.push(server, found, VIP)
    assert server.lists["1"]["list_content"] == "x"


def test_a_list_of_another_kind_is_refused() -> None:
    server = Server()
    with of(["a"]) as found:
        lists.push(server, found, VIP)
        with pytest.raises(RowsError, match="--type cookies --key vip"):
            lists.push(server, found, Wanted("77", "vip", "query_parameters", "vip"))


def test_a_name_that_is_none() -> None:
    with of(["a"]) as found, pytest.raises(RowsError, match="no name for a list"):
        lists.push(Server(), found, Wanted("77", "v i p", "cookies", ""))


def test_pull_gives_every_row_once() -> None:
    server = Server()
    with of(numbers(300)) as found:
        lists.push(server, found, VIP)
    assert sorted(lists.pull(server, "77", "vip")) == numbers(300)


def test_pull_says_when_the_rows_are_kept() -> None:
    server = Server(echoes=False)
    with of(["a"]) as found:
        lists.push(server, found, VIP)
    with pytest.raises(RowsError, match="does not give out the rows"):
        list(lists.pull(server, "77", "vip"))


def test_diff_names_the_rows_or_else_the_lists() -> None:
    server = Server()
    with of(["a", "b"]) as found:
        lists.push(server, found, VIP)
    with of(["b", "c"]) as found:
        (difference,) = lists.diff(server, found, VIP)
        assert (difference.added, difference.removed) == (["c"], ["a"])
        server.echoes = False
        (difference,) = lists.diff(server, found, VIP)
        assert (difference.step.verb, difference.added) == ("update", None)


def test_the_description_a_person_wrote_stays() -> None:
    server = Server()
    with of(["a"]) as found:
        lists.push(server, found, Wanted("77", "vip", "cookies", "vip", "Gold members"))
    with of(["a", "b"]) as found:
        lists.push(server, found, VIP)
    (one,) = server.lists.values()
    assert one["description"].startswith("Gold members [tagwright 2 rows ")


def test_v1_says_it_its_own_way() -> None:
    server = Server(api="v1")
    with of(["a"]) as found:
        lists.push(server, found, VIP)
        (one,) = server.lists.values()
        assert (one["list_type"], one["key_fields"], one["format"]) == (1, "vip", "csv")
        server.log.clear()
        lists.push(server, found, VIP)
        assert not server.log
        with pytest.raises(RowsError, match="API v1 has no lists of js_variables"):
            lists.push(server, found, Wanted("77", "other", "js_variables", "vip"))
