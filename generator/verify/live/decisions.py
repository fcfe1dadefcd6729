"""What Optimizely said of itself on a live page in, its decisions out. Pure.

The reading rules are those of docs/design.md, section 5; the snippets follow them in the page, this follows them again
from outside, so that a decision that a snippet misses is noticed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

Client = Literal["classic", "web", "edge"]


@dataclass(frozen=True, slots=True)
class Decision:
    """What Optimizely decided for this visitor in one experiment; names and ids as in docs/design.md, section 4.

    Attributes:
        runs: whether the experiment is active on this page, or a redirect of it landed here.
        is_personalization: its holdback is reported, because it is what the campaign is measured by.
    """

    client: Client
    campaign_id: str
    campaign_name: str
    experiment_id: str
    experiment_name: str
    variation_ids: tuple[str, ...]
    variation_names: tuple[str, ...]
    is_holdback: bool = False
    is_redirect: bool = False
    runs: bool = True
    is_personalization: bool = False

    @property
    def is_due(self) -> bool:
        """Whether a platform has to be told: it runs here, and the visitor saw it or is what it is measured by."""
        return self.runs and (not self.is_holdback or self.is_personalization)

    @property
    def variation_name(self) -> str:
        """As in every decision: the names of a multivariate joined by commas."""
        return ", ".join(self.variation_names)

    @property
    def title(self) -> str:
        """As people know it: name and id."""
        return _titled(self.experiment_name, self.experiment_id)

    @property
    def variation_title(self) -> str:
        """As people know it: name and id."""
        return _titled(self.variation_name, ", ".join(self.variation_ids))

    @property
    def state(self) -> str:
        """Whether it runs, in a word or two."""
        if not self.runs:
            return "not on this page"
        words = "held back" if self.is_holdback else "runs"
        return f"{words}, by redirect" if self.is_redirect else words


@dataclass(frozen=True, slots=True)
class Landing:
    """A redirect that landed here; a referrer of "" is a direct visit."""

    experiment_id: str
    referrer: str


def clients(state: Mapping[str, Any]) -> Sequence[Client]:
    """The clients on the page, each by its own sign."""
    found: list[Client] = []
    if _members(state, "optimizelyEdge").get("get") == "function":
        found.append("edge")
    elif _members(state, "optimizely").get("get") == "function":
        found.append("web")
    if "activeExperiments" in (state.get("classic.state") or {}):
        found.append("classic")
    return tuple(found)


def read(state: Mapping[str, Any]) -> Sequence[Decision]:
    """Every decision that the clients tell of, those that do not run here as well."""
    landed = state.get("edge.getRedirectInfo") or state.get("web.getRedirectInfo")
    found = [*_of_edge(state), *_of_web(state)]
    found = list(_landed(found, landed)) if landed else found
    return (*found, *_of_classic(state))


def landing(state: Mapping[str, Any]) -> Landing | None:
    """The redirect that brought the visitor here."""
    classic = state.get("classic.state") or {}
    found = (
        state.get("edge.getRedirectInfo")
        or state.get("web.getRedirectInfo")
        or classic.get("redirectExperiment")
    )
    if not found:
        return None
    return Landing(str(found.get("experimentId", "")), str(found.get("referrer") or ""))


def _members(state: Mapping[str, Any], name: str) -> Mapping[str, str]:
    found: Mapping[str, str] = (state.get(name) or {}).get("members") or {}
    return found


def _of_edge(state: Mapping[str, Any]) -> Iterator[Decision]:
    for key, one in (state.get("edge.getActiveExperiments") or {}).items():
        if one.get("variation"):
            experiment = (str(one.get("id") or key), str(one.get("name") or key))
            yield _decision("edge", experiment, experiment, one["variation"])


def _of_web(state: Mapping[str, Any]) -> Iterator[Decision]:
    for key, one in (state.get("web.getCampaignStates") or {}).items():
        experiment, variation = one.get("experiment"), one.get("variation")
        if not experiment or not variation:
            continue
        identity = (str(experiment["id"]), str(experiment.get("name") or experiment["id"]))
        campaign = (str(one.get("id") or key), str(one.get("campaignName") or key))
        found = _decision("web", campaign, identity, variation)
        yield replace(
            found,
            is_holdback=bool(one.get("isInCampaignHoldback")),
            is_redirect=bool(one.get("visitorRedirected")),
            is_personalization="campaignName" in experiment,
            runs=bool(one.get("isActive")),
        )


def _landed(found: Sequence[Decision], info: Mapping[str, Any]) -> Iterator[Decision]:
    """The decisions, and that of the redirect where the client does not list it."""
    experiment, variation = str(info.get("experimentId")), str(info.get("variationId"))
    if not any(one.experiment_id == experiment for one in found):
        client: Client = found[0].client if found else "web"
        same = (experiment, experiment)
        one = _decision(client, same, same, {"id": variation})
        yield replace(one, is_redirect=True)
    for one in found:
        is_it = one.experiment_id == experiment
        yield replace(one, is_redirect=True, runs=True) if is_it else one


def _decision(
    client: Client,
    campaign: tuple[str, str],
    experiment: tuple[str, str],
    variation: Any,  # noqa: ANN401 -- a client's own object
) -> Decision:
    identity = str(variation["id"])
    names = (str(variation.get("name") or identity),)
    return Decision(client, *campaign, *experiment, (identity,), names)


def _of_classic(state: Mapping[str, Any]) -> Iterator[Decision]:
    told = state.get("classic.state") or {}
    if "activeExperiments" not in told:
        return
    experiments = state.get("classic.experiments") or {}
    landed = told.get("redirectExperiment") or {}
    redirected = str(landed.get("experimentId") or "")
    active = [str(identity) for identity in told["activeExperiments"]]
    ids = told.get("variationIdsMap") or {}
    names = told.get("variationNamesMap") or {}
    for key in dict.fromkeys([*active, *([redirected] if redirected else []), *ids]):
        variations = ids.get(key) or str(landed.get("variationId") or "").split("_")
        name = str((experiments.get(key) or {}).get("name") or key)
        yield Decision(
            "classic",
            *((key, name) * 2),
            tuple(map(str, variations)),
            (str(names.get(key) or ", ".join(map(str, variations))),),
            is_redirect=key == redirected,
            runs=key in active or key == redirected,
        )


def _titled(name: str, identity: str) -> str:
    return identity if name == identity else f"{name} ({identity})"
