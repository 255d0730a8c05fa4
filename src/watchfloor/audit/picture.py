"""An audit as a picture: what each way to earn comes to, between random play and the heuristic."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from watchfloor.audit.comparison import HONEST, RANDOM, SHARE
from watchfloor.audit.extra import HOW, loaded
from watchfloor.audit.finding import Finding
from watchfloor.errors import BadInput, UnwritableFile

SUFFIXES = (".svg", ".png", ".pdf")
_COLOURS = {"falls short": "#c1121f", "unsure": "#b7791f", "holds": "#2a6f4e"}


class Bar(NamedTuple):
    """One row of the picture, in hundredths of what the heuristic earns over random play."""

    label: str
    share: float
    low: float
    high: float
    fate: str


def bar(label: str, finding: Finding) -> Bar | None:
    """Return the bar of *finding*, if others earn something that it can be held against."""
    near = dict(finding.beside)
    if HONEST not in near:
        return None
    floor = max(near[name] for name in RANDOM if name in near)
    if near[HONEST] <= floor:
        return None

    def share(value: float) -> float:
        return 100 * (value - floor) / (near[HONEST] - floor)

    found = finding.found
    return Bar(label, share(found.mean), share(found.low), share(found.high), finding.fate)


def checked(path: Path) -> Path:
    """Return *path*, once it is known that a picture can be written there."""
    if path.suffix not in SUFFIXES:
        message = f"found {str(path)!r}, expected a name that ends in {', '.join(SUFFIXES)}"
        raise BadInput(message)
    if not path.absolute().parent.is_dir():
        message = f"there is no folder for {str(path)!r}; make it, or name another"
        raise BadInput(message)
    _plotting()
    return path


def draw(title: str, bars: Sequence[Bar], path: Path) -> None:
    """Write the picture of *bars* to *path*; the same bars are the same bytes."""
    plotting = _plotting()
    ordered = sorted(bars, key=lambda it: it.share)
    figure, axes = plotting.subplots(figsize=(8.5, 1.6 + 0.2 * len(ordered)), layout="constrained")
    for place, one in enumerate(ordered):
        colour = _COLOURS.get(one.fate, "#777777")
        axes.plot([one.low, one.high], [place, place], color=colour, linewidth=1.5)
        axes.plot([one.share], [place], marker="o", markersize=4, color=colour)
    for share, style in ((0, ":"), (100 * SHARE, "--"), (100, ":")):
        axes.axvline(share, color="#444444", linestyle=style, linewidth=1)
    axes.set_yticks(range(len(ordered)), [one.label for one in ordered], fontsize=7)
    axes.set_xlim(max(-150.0, min([0.0, *(one.low for one in ordered)]) - 5), 110)
    axes.set_xlabel("random play is 0, the heuristic 100; right of the dashes nothing lazy may lie")
    axes.set_title(title, loc="left", fontsize=10)
    axes.spines[["top", "right"]].set_visible(False)  # no keyword there
    _save(figure, path)
    plotting.close(figure)


def _save(figure: Any, path: Path) -> None:  # noqa: ANN401  # a package without types
    dated = {".svg": {"Date": None}, ".pdf": {"CreationDate": None}}
    try:
        figure.savefig(path, dpi=150, metadata=dated.get(path.suffix))
    except OSError as error:
        message = f"{str(path)!r} cannot be written ({error.strerror}); give a path that can"
        raise UnwritableFile(message) from None


def _plotting() -> Any:  # noqa: ANN401  # a package without types
    whole, plotting = loaded("matplotlib"), loaded("matplotlib.pyplot")
    if whole is None or plotting is None:
        message = f"a picture needs matplotlib, which is not here; {HOW}"
        raise BadInput(message)
    plotting.switch_backend("agg")
    whole.rcParams["svg.hashsalt"] = "watchfloor"
    return plotting
