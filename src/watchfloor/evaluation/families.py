"""Several comparisons at once: how sure one may be of each, given that there are others."""

from collections.abc import Mapping

SURE = 0.05
"""Below which a difference is called one."""


def holm(chances: Mapping[str, float]) -> dict[str, float]:
    """Return each of *chances* as Holm corrects it for all the others.

    A chance is how often so large a difference comes up where there is none. The least is times
    the number of comparisons, the next times one less, and none is less than the one before it.

    >>> holm({"one": 0.01, "two": 0.04, "three": 0.03})
    {'one': 0.03, 'three': 0.06, 'two': 0.06}
    """
    corrected, least = dict[str, float](), 0.0
    for place, name in enumerate(sorted(chances, key=lambda it: (chances[it], it))):
        least = max(least, min(1.0, chances[name] * (len(chances) - place)))
        corrected[name] = least
    return corrected
