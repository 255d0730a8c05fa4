"""What a model says, reduced to what it answers.

Thoughts are taken away and a tool call is spelled as the move that it names. Nothing is chosen and
nothing is mended: what is left goes to the one parser of `play.action`, which takes exactly one
move. So a draft in a thought never counts, and a call beside another answer is two answers.
"""

import json
import re
from collections.abc import Iterable

from watchfloor.agents.backend import Call
from watchfloor.agents.loose import entries, fields, strict
from watchfloor.play.action import LONGEST_REPLY

_NAMES = "think|thinking|thought|thoughts|reasoning|seed:think"
_MARK = re.compile(
    rf"<(?P<tag>/?)(?:{_NAMES})>"
    r"|\[(?P<bracket>/?)THINK\]"
    r"|<\|(?P<token>START|END)_THINKING\|>"
    r"|<\|channel\|>(?P<channel>\w+)[^<\n]*<\|message\|>",
    re.IGNORECASE,
)
"""Where a thought begins or ends, as models of today spell it."""
_CALL = re.compile(
    r"<tool_call>(?P<tagged>.*?)(?:</tool_call>|\Z)"
    r"|\[TOOL_CALLS\](?P<listed>.*)\Z"
    r"|<\|python_tag\|>(?P<told>.*)\Z"
    r"|<function=(?P<name>\w+)>(?P<given>.*?)(?:</function>|\Z)",
    re.DOTALL,
)
"""A tool call in the text, where nobody has taken it out."""
_ESCAPED = re.compile(r"\\.")


def reply(content: str, calls: Iterable[Call] = ()) -> str:
    r"""Return what *content* and the tool *calls* beside it answer.

    >>> reply("<think>wait?</think>\n{\"move\": \"advance\"}")
    '{"move": "advance"}'
    >>> reply("", [Call("wait", '{"ticks": 2}')])
    '{"move":"wait","ticks": 2}'
    """
    if len(content) > LONGEST_REPLY:
        return content
    said = _CALL.sub(_spelled, spoken(content)).strip()
    return "\n".join(part for part in (said, *map(move, calls)) if part)


def spoken(content: str) -> str:
    """Return *content* without its thoughts.

    A thought that nothing closes goes on to the end. A close that nothing opened ends a thought
    that began in the prompt, so that all before it goes. A mark within a text of JSON is quoted.
    """
    kept: list[str] = []
    place, is_thinking = 0, False
    for mark in _MARK.finditer(content):
        if _is_quoted(content, mark):
            continue
        if not _closes(mark):
            kept += [] if is_thinking else [content[place : mark.start()]]
            is_thinking = True
        else:
            kept = kept if is_thinking else []
            is_thinking = False
        place = mark.end()
    return "".join(kept if is_thinking else [*kept, content[place:]])


def _closes(mark: re.Match[str]) -> bool:
    channel: str | None = mark["channel"]
    if channel is not None:
        return channel.lower() == "final"
    return mark["tag"] == "/" or mark["bracket"] == "/" or str(mark["token"]).upper() == "END"


def _is_quoted(text: str, mark: re.Match[str]) -> bool:
    """Return whether *mark* stands inside a text of JSON, which never goes over a line."""
    began = text.rfind("\n", 0, mark.start()) + 1
    ended = text.find("\n", mark.end())
    before = _ESCAPED.sub("", text[began : mark.start()])
    after = text[mark.end() : ended if ended >= 0 else len(text)]
    return before.count('"') % 2 == 1 and '"' in after


def move(call: Call) -> str:
    """Return *call* as the move that it names, with its values as they were written."""
    values = call.arguments.strip() or "{}"
    if not values.startswith("{"):
        return f"{call.name} {values}"
    if (fields(strict(values)) or {}).get("move") == call.name:
        return values
    rest = values[1:].lstrip()
    return f'{{"move":{json.dumps(call.name)}{"" if rest.startswith("}") else ","}{rest}'


def _spelled(found: re.Match[str]) -> str:
    """Return the move that the tool call *found* in the text names, or what stands in it."""
    if _is_quoted(found.string, found):
        return found[0]
    if found["name"]:
        return move(Call(found["name"], found["given"]))
    inside: str = found["tagged"] or found["listed"] or found["told"] or ""
    held = strict(inside)
    listed = entries(held)
    calls = [_call(one) for one in ([held] if listed is None else listed)]
    made = [call for call in calls if call is not None]
    return "\n".join(map(move, made)) if len(made) == len(calls) else inside


def _call(held: object) -> Call | None:
    """Return the call that *held* is, if it has a name and values and nothing else that counts."""
    left = {key: value for key, value in (fields(held) or {}).items() if key not in ("id", "type")}
    name = left.pop("name", None)
    values = [left.pop(key) for key in ("arguments", "parameters") if key in left]
    if not isinstance(name, str) or left or len(values) != 1:
        return None
    return Call(name, values[0] if isinstance(values[0], str) else json.dumps(values[0]))
