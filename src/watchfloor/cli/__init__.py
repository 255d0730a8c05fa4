"""The command line: finds the verb, reads its options, and says every mistake in one sentence."""

import ast
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module
from importlib.resources import files
from io import TextIOWrapper

from watchfloor import __version__, catalog
from watchfloor.cli.parser import Parser, option_names
from watchfloor.cli.verb import BAD_INPUT, DONE, INTERRUPTED, Verb
from watchfloor.errors import BadExtension, UnknownName, WatchfloorError
from watchfloor.wording import sentence

VERBS = "watchfloor.cli.verbs"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line *arguments* and return the exit status."""
    _ready_streams()
    try:
        status = _run(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except WatchfloorError as error:
        return _told(str(error), BAD_INPUT)
    except KeyboardInterrupt:
        return _told("stopped; every finished episode of a recorded file is kept", INTERRUPTED)
    except BrokenPipeError:  # the reader of a pipe has seen enough
        _silence_output()
        return DONE
    except OSError as error:
        _silence_output()
        text = f"the result cannot be printed ({error.strerror}); send it where it can be written"
        return _told(text, BAD_INPUT)
    return status


def _ready_streams() -> None:
    """Make both streams take any text as UTF-8, and stand for a closed one with nothing."""
    sys.stdout = sys.stdout or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  # open as long as the process
    sys.stderr = sys.stderr or open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123  # open as long as the process
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def _silence_output() -> None:
    """Send what is still buffered for standard output nowhere."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _told(text: str, status: int) -> int:
    with suppress(OSError):
        print(f"watchfloor: {sentence(text)}", file=sys.stderr)
    return status


def _run(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview())
        return DONE
    if words[0] == "--version":
        print(f"watchfloor {__version__}")
        return DONE
    verb = find(words[0])
    parser = Parser(verb, summary(verb.name))
    try:
        options, left = parser.parse_known_args(words[1:])
    except SystemExit as stop:  # --help
        return int(stop.code or 0)
    if left and not verb.takes_seats:
        kind = f"option of {verb.name}"
        raise UnknownName(kind, left[0], option_names(parser))
    return verb.run(options, left)


def find(name: str) -> Verb:
    """Return the verb called *name*, or say which is nearest."""
    catalog.named("verb", name, dict.fromkeys(catalog.names(VERBS)))
    found: object = getattr(import_module(f"{VERBS}.{name}"), "VERB", None)
    if not isinstance(found, Verb) or found.name != name:
        message = f"{VERBS}.{name} must bind VERB to the Verb called {name!r}"
        raise BadExtension(message)
    return found


def summary(name: str) -> str:
    """Return the first line of the file of verb *name*, read without importing it."""
    source = files(VERBS).joinpath(f"{name}.py").read_text("utf-8")
    return (ast.get_docstring(ast.parse(source)) or "").partition("\n")[0]


def overview() -> str:
    """Return the verbs with a line for each."""
    listed = [f"  {name:<10} {summary(name)}" for name in catalog.names(VERBS)]
    return "\n".join(
        (
            "usage: watchfloor VERB ...",
            "",
            "Train and evaluate agents for the security operations centre.",
            "",
            *listed,
            "",
            "`watchfloor VERB --help` shows the options of a verb, with an example.",
        )
    )
