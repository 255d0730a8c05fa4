"""Text made fit to be shown, whoever wrote what it quotes."""

LONGEST_SENTENCE = 1000


def plain(text: str) -> str:
    r"""Return *text* with everything written out that could steer a terminal or a browser.

    >>> plain("red\x1b[31m\nnext")
    'red\\x1b[31m\nnext'
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() or c == "\n" else _escaped(c) for c in text)


def sentence(text: str) -> str:
    r"""Return *text* as one line of bearable length.

    >>> sentence("there is\nno game")
    'there is no game'
    """
    line = plain(" ".join(text.split()))
    if len(line) <= LONGEST_SENTENCE:
        return line
    return f"{line[: LONGEST_SENTENCE // 2]} ... {line[-LONGEST_SENTENCE // 2 :]}"


def _escaped(character: str) -> str:
    return ascii(character)[1:-1]
