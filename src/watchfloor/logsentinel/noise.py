"""Draws inside the kernel: a word for each tick, a function of the key and the tick alone.

Reading it twice, or in another order, changes nothing, so that copies of a world go on alike.
"""

_MASK = (1 << 64) - 1
_STEP = 0x9E3779B97F4A7C15
_FIRST = 0xBF58476D1CE4E5B9
_SECOND = 0x94D049BB133111EB


def word(key: int, counter: int) -> int:
    """Return the 64-bit word of *counter* under *key*: the finaliser of SplitMix64.

    >>> word(1, 2) == word(1, 2), word(1, 2) == word(2, 1)
    (True, False)
    """
    mixed = (key + counter * _STEP) & _MASK
    mixed = ((mixed ^ mixed >> 30) * _FIRST) & _MASK
    mixed = ((mixed ^ mixed >> 27) * _SECOND) & _MASK
    return mixed ^ mixed >> 31
