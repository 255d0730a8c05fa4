"""The tongue of chat models: our prompts through the template of a tokenizer, and only growing.

What was said is never rendered again, since a template may spell it otherwise and tokens would no
longer be those that were drawn. Of a later view the template gives only what follows an answer.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from watchfloor.agents import prompt, unwrapping
from watchfloor.agents.backend import Message
from watchfloor.agents.encoding import Aliases
from watchfloor.errors import BadInput
from watchfloor.play.game import Game
from watchfloor.play.observation import Observation
from watchfloor.seeds import Seed
from watchfloor.training.conversations import Told
from watchfloor.training.transcript import Tokens

NOTHING: Aliases = MappingProxyType({})
QUIET: Mapping[str, Any] = MappingProxyType({"enable_thinking": False})
"""What templates are told, so that a model answers at once and its thoughts cost no tokens."""
_ANSWER = "<<answer>>"
"""What stands for an answer where only the text after it is wanted."""


@dataclass(frozen=True, slots=True)
class Chat:
    """The tongue of the chat model whose tokenizer is given."""

    tokenizer: Any
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """What else the template is told, as `enable_thinking`."""
    is_terse: bool = False
    """Whether the model is told no rules."""

    @property
    def end(self) -> int:
        """The token that ends what is said."""
        token: int = self.tokenizer.eos_token_id
        return token

    def begin(self, game: Game[Any], seen: Observation, _draws: Seed | None = None) -> Told:
        """Return our words for the seat and its first view, up to where the model answers."""
        told = prompt.messages(self._words(game, seen.role), seen, ())
        return Told(self._tokens(self._rendered(told)))

    def further(
        self,
        game: Game[Any],
        views: tuple[Observation, Observation],
        said: Tokens,
        _draws: Seed | None = None,
    ) -> Told:
        """Return the end of what was *said*, if it has none, and what is new in the second view."""
        before, seen = views
        view = prompt.further(self._words(game, seen.role), seen, before)
        told = (
            Message("user", "-"),
            Message("assistant", _ANSWER),
            Message("user", view),
        )
        _, mark, rest = self._rendered(told).partition(_ANSWER)
        if not mark:
            message = "the template of the tokenizer leaves answers out; give a model that chats"
            raise BadInput(message)
        end: str = self.tokenizer.eos_token
        if said and said[-1] == self.end:
            rest = rest.removeprefix(end)
        return Told(self._tokens(rest))

    def heard(self, said: Tokens, _aliases: Aliases = NOTHING) -> str:
        """Return what was *said* without marks of the template and thoughts."""
        return unwrapping.reply(self.tokenizer.decode(said, skip_special_tokens=True))

    def spelled(self, reply: str) -> Tokens:
        """Return *reply* as the model would say it, with its end."""
        return [*self._tokens(reply), self.end]

    def _words(self, game: Game[Any], role: str) -> str:
        return prompt.words(game, role, is_terse=self.is_terse)

    def _rendered(self, told: tuple[Message, ...]) -> str:
        messages = [{"role": it.role, "content": it.content} for it in told]
        rendered: str = self.tokenizer.apply_chat_template(
            messages, add_generation_prompt=True, tokenize=False, **self.options
        )
        return rendered

    def _tokens(self, text: str) -> Tokens:
        tokens: Tokens = self.tokenizer(text, add_special_tokens=False)["input_ids"]
        return tokens
