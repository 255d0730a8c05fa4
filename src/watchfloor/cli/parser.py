"""The parser of a verb's options, whose mistakes are sentences."""

import re
from argparse import ArgumentParser, RawDescriptionHelpFormatter
from typing import NoReturn

from watchfloor.cli.verb import Verb
from watchfloor.errors import BadInput

_SENTENCES = (
    (r"the following arguments are required: (.+)", "{0} must be given"),
    (r"argument (\S+): expected one argument", "{0} is given without a value"),
    (r"argument (\S+): ignored explicit argument (.+)", "{0} takes no value, but {1} is given"),
    (r"argument (\S+): (.+)", "{0}: {1}"),
)
"""What argparse says, and how it reads here."""


class Parser(ArgumentParser):
    """A parser whose mistakes are sentences and whose options are written out in full."""

    def __init__(self, verb: Verb, summary: str) -> None:
        """Read the options of *verb*, and show its *summary* and its example for help."""
        super().__init__(
            prog=f"watchfloor {verb.name}",
            description=summary,
            epilog=f"example:\n  {verb.example}",
            formatter_class=RawDescriptionHelpFormatter,
            allow_abbrev=False,
        )
        self._example = verb.example
        verb.options(self)

    def error(self, message: str) -> NoReturn:
        """Raise *message* as a mistake of the caller, with an example of how it is done."""
        text = f"{worded(message)}; write for example `{self._example}`"
        raise BadInput(text)


def worded(message: str) -> str:
    """Return *message* of argparse as a sentence.

    >>> worded("argument --seed: expected one argument")
    '--seed is given without a value'
    """
    for pattern, text in _SENTENCES:
        if found := re.fullmatch(pattern, message, re.DOTALL):
            return text.format(*found.groups())
    return message


def option_names(parser: ArgumentParser) -> list[str]:
    """Return the options that *parser* knows, as they are written."""
    return [name for action in parser._actions for name in action.option_strings]  # noqa: SLF001  # argparse has no public list
