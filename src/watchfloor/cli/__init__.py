"""The command line: finds the verb, reads its options, and says every mistake in one sentence."""

import ast
import os
import sys
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module
from importlib.resources import files
from typing import NoReturn

from watchfloor import __version__, catalog
from watchfloor.cli.verb import BAD_INPUT, DONE, Verb
from watchfloor.errors import BadExtension, BadInput, UnknownName, WatchfloorError

VERBS = "watchfloor.cli.verbs"
INTERRUPTED = 130


class Parser(ArgumentParser):
    """A parser whose mistakes are sentences and whose options are written out in full."""

    def error(self, message: str) -> NoReturn:
        """Raise *message* as a mistake of the caller."""
        sentence = f"{message}; see `{self.prog} --help`"
        raise BadInput(sentence)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line *arguments* and return the exit status."""
    try:
        status = _run(list(sys.argv[1:] if arguments is None else arguments))
        sys.stdout.flush()
    except WatchfloorError as error:
        print(f"watchfloor: {error}", file=sys.stderr)
        return BAD_INPUT
    except KeyboardInterrupt:
        print("watchfloor: stopped; every finished episode is kept", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # the reader of a pipe has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    return status


def _run(words: list[str]) -> int:
    if not words or words[0] in ("-h", "--help", "help"):
        print(overview())
        return DONE
    if words[0] == "--version":
        print(f"watchfloor {__version__}")
        return DONE
    verb = find(words[0])
    parser = parser_of(verb)
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


def parser_of(verb: Verb) -> Parser:
    """Return the parser of *verb*, with its example."""
    parser = Parser(
        prog=f"watchfloor {verb.name}",
        description=summary(verb.name),
        epilog=f"example:\n  {verb.example}",
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    verb.options(parser)
    return parser


def option_names(parser: ArgumentParser) -> list[str]:
    """Return the options that *parser* knows, as they are written."""
    return [name for action in parser._actions for name in action.option_strings]  # noqa: SLF001  # argparse has no public list


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
