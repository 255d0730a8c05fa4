r"""Backslash escapes: whatever is not printable ASCII is spelled out, as `\x0a` or `\u202e`."""

import re
from collections.abc import Callable, Mapping

_ODD = r"[^ -~]"
_ESCAPED = re.compile(r"\\(x[0-9a-f]{2}|u[0-9a-f]{4}|U00[01][0-9a-f]{5}|.)")


def escaper(named: Mapping[str, str]) -> Callable[[str], str]:
    r"""Return what escapes texts: *named* characters in their own way, odd ones by number.

    >>> escaper({"\\": "\\\\", "=": "\\="})("a=b\n")
    'a\\=b\\x0a'
    """
    odd = re.compile(f"{_ODD}|[{re.escape(''.join(named))}]")

    def spelled(found: re.Match[str]) -> str:
        return named.get(found[0]) or _numbered(ord(found[0]))

    return lambda text: odd.sub(spelled, text)


def _numbered(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def unescaper(named: Mapping[str, str]) -> Callable[[str], str]:
    r"""Return the inverse of the escaper of the *named* characters.

    >>> unescaper({"\\": "\\\\", "=": "\\="})("a\\=b\\x0a")
    'a=b\n'
    """
    meant = {spelled[1:]: character for character, spelled in named.items()}

    def character(found: re.Match[str]) -> str:
        code = found[1]
        if code not in meant and len(code) == 1:
            message = f"it escapes {code!r}, which nothing needs"
            raise ValueError(message)
        return meant.get(code) or chr(int(code[1:], 16))

    return lambda text: _ESCAPED.sub(character, text) if "\\" in text else text
