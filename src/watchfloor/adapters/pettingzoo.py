"""PettingZoo: every seat of a game as an agent, one after the other or all at once."""

from typing import Any, Unpack

from watchfloor.adapters.arrangement import EVERYBODY, Arrangement, Options, arranged
from watchfloor.adapters.dialogue import Dialogue, Ending
from watchfloor.adapters.extra import missing
from watchfloor.adapters.gymnasium import (
    MOST_SEEDS,
    View,
    Words,
    action_space,
    observation_space,
    view,
)
from watchfloor.errors import BadInput, IllegalMove

try:
    from gymnasium import Space
    from gymnasium.utils import seeding
    from pettingzoo import AECEnv, ParallelEnv  # pyright: ignore[reportMissingTypeStubs]  # it has none
except ModuleNotFoundError as error:
    raise missing(error, "pettingzoo") from None

AT_ONCE = "parallel"
"""The mode of a game in which everybody moves once a turn."""


class Seeds:
    """The seeds of one environment after the other, each given or drawn."""

    def __init__(self) -> None:
        """Begin with nothing; the first draw is as random as the machine allows."""
        self._draws: Any = None

    def following(self, seed: int | None) -> int:
        """Return *seed*, or one that is drawn; the draws go on from the last that was given."""
        if seed is not None or self._draws is None:
            self._draws, _ = seeding.np_random(seed)
        return int(self._draws.integers(MOST_SEEDS)) if seed is None else seed


class Environment(AECEnv[str, View, str]):
    """A game whose agents are its seats and move in turn; rewards come at the end, in points.

    An agent observes what it saw when it was last to move.
    """

    def __init__(
        self, game: str, *, render_mode: str | None = None, **options: Unpack[Options]
    ) -> None:
        """Sit down at *game*, shipped or in a folder, by *options*."""
        super().__init__()
        self._arrangement = _for_all(game, options)
        self.metadata = _metadata(self._arrangement)
        self.render_mode = render_mode
        self.possible_agents = list(self._arrangement.roles)
        self.agents: list[str] = []
        self._actions, self._views = _spaces(self._arrangement)
        self._seeds = Seeds()
        self._dialogue: Dialogue | None = None
        self._last: dict[str, View] = {}

    def observation_space(self, agent: str) -> Space[View]:
        """Return the space of what *agent* observes."""
        return self._views[agent]

    def action_space(self, agent: str) -> Words:
        """Return the space of what *agent* may reply."""
        return self._actions[agent]

    def reset(self, seed: int | None = None, options: dict[str, Any] | None = None) -> None:
        """Open the episode of *seed*, or of one that is drawn; *options* say nothing."""
        del options
        self._dialogue = Dialogue(self._arrangement, self._seeds.following(seed))
        self.agents = list(self.possible_agents)
        self.rewards = dict.fromkeys(self.agents, 0.0)
        self._cumulative_rewards = dict.fromkeys(self.agents, 0.0)
        self.terminations = dict.fromkeys(self.agents, False)
        self.truncations = dict.fromkeys(self.agents, False)
        self.infos: dict[str, dict[str, Any]] = {agent: {} for agent in self.agents}
        self._last = {agent: view(None) for agent in self.agents}
        self._look()

    def observe(self, agent: str) -> View:
        """Return what *agent* saw when it was last to move."""
        return dict(self._last[agent])

    def step(self, action: str | None) -> None:
        """Answer with *action* as the agent that is selected; one that is done says nothing."""
        if self._dialogue is None or not self.agents:
            message = "no episode goes on, expected one that does; call reset"
            raise IllegalMove(message)
        agent = self.agent_selection
        if self.terminations[agent] or self.truncations[agent]:
            if action is not None:
                message = f"found a reply of {agent!r}, which is done, expected None; give that"
                raise IllegalMove(message)
            self._was_dead_step(None)  # pyright: ignore[reportArgumentType]  # as it asks for
            return
        self._dialogue.say(action)
        self._cumulative_rewards[agent] = 0.0
        if ending := self._dialogue.ending:
            self._end(ending)
        else:
            self._look()
        self._accumulate_rewards()

    def render(self) -> str:
        """Return what the agent sees that is selected."""
        return str(self._last[self.agent_selection]["view"]) if self.agents else ""

    def close(self) -> None:
        """Let go of the episode."""
        self._dialogue, self.agents = None, []

    def _look(self) -> None:
        """Select whoever is to move, and keep what it sees."""
        if self._dialogue is not None and (role := self._dialogue.role):
            self.agent_selection = role
            self._last[role] = view(self._dialogue.seen)

    def _end(self, ending: Ending) -> None:
        failed = bool(ending.no_reply)
        for agent in self.agents:
            self.rewards[agent] = ending.points(agent)
            self.terminations[agent], self.truncations[agent] = not failed, failed
            self.infos[agent] = ending.info(agent)
        self._deads_step_first()


class Parallel(ParallelEnv[str, View, str]):
    """A game in which all seats move at once, on what each of them sees as the turn begins."""

    def __init__(
        self, game: str, *, render_mode: str | None = None, **options: Unpack[Options]
    ) -> None:
        """Sit down at *game*, shipped or in a folder, by *options*."""
        options.setdefault("mode", AT_ONCE)
        self._arrangement = _for_all(game, options)
        if self._arrangement.mode != AT_ONCE:
            message = f"in mode {self._arrangement.mode!r} seats move in turn; use mode {AT_ONCE!r}"
            raise BadInput(message)
        self.metadata = _metadata(self._arrangement)
        self.render_mode = render_mode
        self.possible_agents = list(self._arrangement.roles)
        self.agents: list[str] = []
        self._actions, self._views = _spaces(self._arrangement)
        self._seeds = Seeds()
        self._dialogue: Dialogue | None = None

    def observation_space(self, agent: str) -> Space[View]:
        """Return the space of what *agent* observes."""
        return self._views[agent]

    def action_space(self, agent: str) -> Words:
        """Return the space of what *agent* may reply."""
        return self._actions[agent]

    def reset(
        self, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[dict[str, View], dict[str, dict[str, Any]]]:
        """Open the episode of *seed*, or of one that is drawn; *options* say nothing."""
        del options
        self._dialogue = Dialogue(self._arrangement, self._seeds.following(seed))
        self.agents = list(self.possible_agents)
        return self._sights(self._dialogue), {agent: {} for agent in self.agents}

    def step(
        self, actions: dict[str, str]
    ) -> tuple[
        dict[str, View],
        dict[str, float],
        dict[str, bool],
        dict[str, bool],
        dict[str, dict[str, Any]],
    ]:
        """Let every agent answer with its own of *actions*, in the order of the game."""
        dialogue = self._dialogue
        if dialogue is None or not self.agents:
            message = "no episode goes on, expected one that does; call reset"
            raise IllegalMove(message)
        missing = [agent for agent in self.agents if agent not in actions]
        if missing:
            message = f"no reply of {', '.join(missing)}, expected one of every agent; add it"
            raise BadInput(message)
        for agent in self.agents:
            if dialogue.role == agent:
                dialogue.say(actions[agent])
        everybody, ending = self.agents, dialogue.ending
        failed = bool(ending and ending.no_reply)
        sights = self._sights(dialogue)
        self.agents = [] if ending else everybody
        return (
            sights,
            {agent: ending.points(agent) if ending else 0.0 for agent in everybody},
            dict.fromkeys(everybody, ending is not None and not failed),
            dict.fromkeys(everybody, failed),
            {agent: ending.info(agent) if ending else {} for agent in everybody},
        )

    def render(self) -> str:
        """Return what every seat sees now."""
        going_on = self._dialogue if self._dialogue and self.agents else None
        return "\n".join(it["view"] for it in self._sights(going_on).values()) if going_on else ""

    def close(self) -> None:
        """Let go of the episode."""
        self._dialogue, self.agents = None, []

    def _sights(self, dialogue: Dialogue) -> dict[str, View]:
        over = dialogue.ending is not None
        return {agent: view(None if over else dialogue.view(agent)) for agent in self.agents}


def _for_all(game: str, options: Options) -> Arrangement:
    """Return the arrangement in which every seat of *game* is played from outside."""
    if options.get("roles", EVERYBODY) != EVERYBODY or "others" in options:
        message = "every seat is an agent here; leave roles and others out"
        raise BadInput(message)
    options["roles"] = EVERYBODY
    return arranged(game, **options)


def _metadata(arrangement: Arrangement) -> dict[str, Any]:
    return {"name": f"watchfloor_{arrangement.game.name}", "render_modes": ["ansi"]}


def _spaces(arrangement: Arrangement) -> tuple[dict[str, Words], dict[str, Space[View]]]:
    roles = arrangement.roles
    return {it: action_space() for it in roles}, {it: observation_space() for it in roles}
