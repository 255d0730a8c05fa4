from typing import Literal

import msgspec
import pytest

from watchfloor.codec import canonical
from watchfloor.play.action import (
    LONGEST_REPLY,
    Action,
    Malformed,
    heard,
    name_of,
    parse,
    written,
)


class Wait(Action, frozen=True, tag="wait"):
    """Nothing but a name."""


class Flag(Action, frozen=True, tag="flag"):
    """One field of every kind."""

    level: Literal["low", "high"]
    count: int = 0
    share: float = 0.0
    is_sure: bool = False
    lines: tuple[str, ...] = ()
    notes: dict[str, int] = msgspec.field(default_factory=dict)


MOVES = (Wait, Flag)
WAIT = '{"move":"wait"}'

READ: dict[str, tuple[str, Action]] = {
    "bare": (WAIT, Wait()),
    "white space": (f"\n\t {WAIT} \r\n", Wait()),
    "fenced": (f"```json\n{WAIT}\n```", Wait()),
    "fenced without a language": (f"```\n{WAIT}\n```", Wait()),
    "fence left open": (f"```json\n{WAIT}", Wait()),
    "prose around": (f"I think {WAIT} is best.", Wait()),
    "prose with quotes": (f'The 12" rack said "no {{" so {WAIT}', Wait()),
    "braces in prose": (f"if (x) {{ y; }} else {{z}} }} and {{ then {WAIT}", Wait()),
    "braces that fit": (f"{{{{{WAIT}}}}}", Wait()),
    "one brace on each side": (f"{{{WAIT}}}", Wait()),
    "inside prose in braces": (f"{{see: {WAIT}}}", Wait()),
    "a list of one": (f"[{WAIT}]", Wait()),
    "braces in a text": (
        r'{"move":"flag","level":"low","lines":["}{","\"}","\\"]}',
        Flag("low", lines=("}{", '"}', "\\")),
    ),
    "a move in a text": (
        r'{"move":"flag","level":"low","lines":["{\"move\":\"wait\"}"]}',
        Flag("low", lines=(WAIT,)),
    ),
    "fields in any order": ('{"level":"high","move":"flag"}', Flag("high")),
    "spread over lines": ('{\n "move" :\t"flag",\r\n"level":"high"\n}', Flag("high")),
    "an object in a field": (
        '{"move":"flag","level":"low","notes":{"a":1}}',
        Flag("low", notes={"a": 1}),
    ),
    "a whole number where any number will do": (
        '{"move":"flag","level":"low","share":1}',
        Flag("low", share=1.0),
    ),
    "the longest whole number": (
        '{"move":"flag","level":"low","count":999999999999999999}',
        Flag("low", count=10**18 - 1),
    ),
    "odd characters": (
        '{"move":"flag","level":"low","lines":["\\u0000","\u202eevil","\ufeff","\\ud83d\\ude00"]}',
        Flag("low", lines=("\x00", "\u202eevil", "\ufeff", "\U0001f600")),
    ),
    "odd characters in prose": (f"\x00\u202e\ufeff\u2028{WAIT}\x1b[0m", Wait()),
    "half a character in prose": (f"\ud800 {WAIT}", Wait()),
    "as long as can be": (WAIT + " " * (LONGEST_REPLY - len(WAIT)), Wait()),
}


@pytest.mark.parametrize("kind", READ)
def test_a_reply_that_spells_one_move_is_that_move(kind: str) -> None:
    """One move in one object is read, whatever stands around it."""
    reply, action = READ[kind]

    assert parse(reply, MOVES) == action


TWO = "the reply holds 2 JSON objects; answer with exactly one move"
NONE = "the reply holds 0 JSON objects; answer with exactly one move"
DEEP = "the reply is nested too deeply; answer with one flat object"

REFUSED: dict[str, tuple[str, str]] = {
    "empty": ("", NONE),
    "white space alone": (" \n\t", NONE),
    "prose alone": ("I would wait.", NONE),
    "a text": ('"wait"', NONE),
    "a move spelled as a text": (r'"{\"move\":\"wait\"}"', NONE),
    "python instead of JSON": ("{'action': 'wait'}", NONE),
    "cut short": ('{"move":"wait"', NONE),
    "cut in a text": ('{"move":"wa', NONE),
    "two objects": (f"{WAIT} {WAIT}", TWO),
    "two objects in a list": (f"[{WAIT},{WAIT}]", TWO),
    "two fenced objects": (f"```\n{WAIT}\n```\n```\n{WAIT}\n```", TWO),
    "one fenced, one not": (f'{{"move":"flag","level":"low"}}\n```json\n{WAIT}\n```', TWO),
    "a move and an empty object": (f"{{}} {WAIT}", TWO),
    "no action": ("{}", 'the object names no move; give it a key "move"'),
    "an unknown action": ('{"move":"run"}', "Invalid value 'run' - at `$.move`"),
    "an action that is no text": ('{"move":1}', "Expected `str`, got `int` - at `$.move`"),
    "a missing field": ('{"move":"flag"}', "Object missing required field `level`"),
    "an unknown field": ('{"move":"wait","x":1}', "Object contains unknown field `x`"),
    "a key twice": (
        '{"move":"flag","move":"wait"}',
        "a key stands twice in one object; give each key once",
    ),
    "a key twice inside": (
        '{"move":"flag","level":"low","notes":{"a":1,"a":1}}',
        "a key stands twice in one object; give each key once",
    ),
    "a value that is not offered": (
        '{"move":"flag","level":"mid"}',
        "Invalid enum value 'mid' - at `$.level`",
    ),
    "a flag for a number": (
        '{"move":"flag","level":"low","count":true}',
        "Expected `int`, got `bool` - at `$.count`",
    ),
    "a number for a flag": (
        '{"move":"flag","level":"low","is_sure":1}',
        "Expected `bool`, got `int` - at `$.is_sure`",
    ),
    "a text for a number": (
        '{"move":"flag","level":"low","count":"1"}',
        "Expected `int`, got `str` - at `$.count`",
    ),
    "a fraction for a whole number": (
        '{"move":"flag","level":"low","count":1.0}',
        "Expected `int`, got `float` - at `$.count`",
    ),
    "nothing for a number": (
        '{"move":"flag","level":"low","count":null}',
        "Expected `int`, got `null` - at `$.count`",
    ),
    "a text for a list": (
        '{"move":"flag","level":"low","lines":"log-01"}',
        "Expected `array`, got `str` - at `$.lines`",
    ),
    "not a number": (
        '{"move":"flag","level":"low","share":NaN}',
        "NaN is not a JSON number; give a finite one",
    ),
    "without end": (
        '{"move":"flag","level":"low","share":-Infinity}',
        "-Infinity is not a JSON number; give a finite one",
    ),
    "beyond any number": (
        '{"move":"flag","level":"low","share":1e999}',
        "inf has no canonical spelling; record a finite number or a fact instead",
    ),
    "too many digits": (
        '{"move":"flag","level":"low","count":1000000000000000000}',
        "a whole number takes 19 characters; give 18 at most",
    ),
    "far too many digits": (
        '{"move":"flag","level":"low","count":%s}' % ("9" * 5000),
        "a whole number takes 5000 characters; give 18 at most",
    ),
    "half a character": (
        '{"move":"flag","level":"low","lines":["\\ud800"]}',
        r"'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed",
    ),
    "half a character, raw": (
        '{"move":"flag","level":"low","lines":["\ud800"]}',
        r"'utf-8' codec can't encode character '\ud800' in position 0: surrogates not allowed",
    ),
    "an order to the terminal": (
        '{"move":"wait","\\u001b[2J\\u202e":1}',
        r"Object contains unknown field `\x1b[2J\u202e`",
    ),
    "a line too many": (
        '{"move":"wait","a\\nb":1}',
        "Object contains unknown field `a b`",
    ),
    "as deep as can be": (
        '{"a":' * 15 + "[1]" + "}" * 15,
        'the object names no move; give it a key "move"',
    ),
    "too deep": ('{"a":' * 16 + "[1]" + "}" * 16, DEEP),
    "too deep by far": ('{"a":' * 900 + "1" + "}" * 900, DEEP),
    "too deep in lists": ('{"a":' + "[" * 900 + "]" * 900 + "}", DEEP),
    "too deep and beside a move": (WAIT + '{"a":' * 900, DEEP),
    "too long": (
        WAIT + " " * LONGEST_REPLY,
        "the reply is longer than 65,536 characters; answer with the move alone",
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_a_reply_that_spells_no_move_says_why(kind: str) -> None:
    """What cannot be read as exactly one move is malformed, with the reason in one line."""
    reply, reason = REFUSED[kind]

    assert parse(reply, MOVES) == Malformed(reason)


SPELLED = (
    Wait(),
    *(
        Flag("low", count=sign * 10**digits - sign)
        for digits in (16, 17, 18, 19)
        for sign in (1, -1)
    ),
    Flag("high", share=0.25, is_sure=True, notes={"b": 1, "a": 2}),
    Flag("low", lines=("{" * 20, WAIT, '"', "\x00\u202e\U0001f600", "9" * 30)),
    Flag("low", lines=("a",) * 9_000),
)


ALIKE = {
    **{f"move {number}": written(move) for number, move in enumerate(SPELLED)},
    **{kind: reply for kind, (reply, _) in {**READ, **REFUSED}.items()},
}


@pytest.mark.parametrize("kind", ALIKE)
def test_a_move_in_its_one_spelling_is_read_like_any_other(kind: str) -> None:
    """White space before a reply, which nobody else would write, changes nothing."""
    reply = ALIKE[kind][: LONGEST_REPLY - 1]

    assert parse(reply, MOVES) == parse(f" {reply}", MOVES)


SLOW = {
    "open braces": "{" * 65_000,
    "open objects": '{"a":' * 13_000,
    "open texts": '{"' * 32_000,
    "small objects that are none": "{x}" * 21_000,
    "small objects of wide characters": "{x\U0001f600}\n" * 13_000,
    "small objects": "{}" * 32_000,
    "fences": "```json\nx" * 7_200,
    "fences and braces": "```\n{" * 13_000,
    "open objects before a long list": '{"a":' * 15 + "[" + "1," * 32_000,
    "open braces before many lists": "{" * 15 + "[]" * 32_000,
    "braces in braces": ("{" * 15 + "}" * 15) * 2_000,
    "a text of escaped quotes": '{"a":"' + '\\"' * 32_000,
    "white space in braces": "{ " * 15 + " " * 65_000,
    "open lists": "[" * 65_000,
    "quotes": '"' * 65_000,
    "fence marks": "`" * 65_000,
    "digits": '{"a":' + "9" * 65_000 + "}",
}


@pytest.mark.parametrize("kind", SLOW)
def test_no_reply_keeps_the_parser_busy(kind: str) -> None:
    """A reply made to be read slowly is malformed; `benchmarks/grammar.py` says how soon."""
    reply = SLOW[kind][:LONGEST_REPLY]

    assert isinstance(parse(reply, MOVES), Malformed)


def _deep(levels: int, reply: str) -> Action | Malformed:
    return parse(reply, MOVES) if levels == 0 else _deep(levels - 1, reply)


def test_the_depth_of_the_caller_does_not_show() -> None:
    """A nested reply means the same to a caller near the end of its stack."""
    reply = '{"a":' * 300 + "1" + "}" * 300

    assert _deep(600, reply) == parse(reply, MOVES)


def test_a_move_that_is_not_offered_is_malformed() -> None:
    """A move of the game that this role has not is no move."""
    found = parse('{"move":"flag","level":"low"}', (Wait,))

    assert found == Malformed("Invalid value 'flag' - at `$.move`")


@pytest.mark.parametrize(
    "reason", [parse(reply, MOVES) for reply, _ in REFUSED.values()], ids=ascii
)
def test_a_reason_can_be_recorded_and_shown(reason: Malformed) -> None:
    """Whatever the reply holds, its reason has a spelling and moves no cursor."""
    assert canonical(reason)
    assert reason.reason.isprintable()


def test_a_reason_is_short() -> None:
    """A reply that is quoted back does not fill the record a second time."""
    found = parse(f'{{"move":"wait","{"x" * 5000}":1}}', MOVES)

    assert isinstance(found, Malformed)
    assert len(found.reason) == 300


def test_the_name_of_a_move_is_its_tag() -> None:
    """Moves are called on the wire as they are tagged."""
    assert [name_of(move) for move in MOVES] == ["wait", "flag"]


def test_a_written_move_is_its_one_spelling() -> None:
    """Keys are sorted and what is left at its default is left out."""
    assert written(Flag("low", lines=("b", "a"))) == (
        '{"level":"low","lines":["b","a"],"move":"flag"}'
    )


def test_a_move_is_heard_as_it_is_written() -> None:
    """A policy that answers with a move is recorded like one that answers in words."""
    assert heard(Flag("high")) == written(Flag("high"))


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        ("caf\xe9 \x00", "caf\xe9 \x00"),
        ("\ud800", r"\ud800"),
        ("\ud83d\ude00", r"\ud83d\ude00"),
        ("x" * 70_000, "x" * (LONGEST_REPLY + 1)),
    ],
    ids=["as they are", "half a character", "two halves", "too many"],
)
def test_words_are_heard_as_far_as_they_can_be_recorded(reply: str, words: str) -> None:
    """Half characters are spelled out; what is too long keeps enough to be too long."""
    assert heard(reply) == words


def test_words_cut_to_what_is_read_mean_the_same() -> None:
    """A reply that is too long is as malformed on the record as it was when it came."""
    reply = WAIT + "x" * 70_000

    assert parse(heard(reply), MOVES) == parse(reply, MOVES)


def test_a_move_is_named_even_where_there_is_only_one() -> None:
    """A seat with a single move is no exception: what names no move is none."""
    found = parse('{"level": 3}', (Flag,))

    assert found == Malformed('the object names no move; give it a key "move"')
