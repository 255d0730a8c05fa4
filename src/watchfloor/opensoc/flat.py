"""Flat lines: fixed text around the time, then the columns that are filled, one after another."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from watchfloor.opensoc.form import Fields, Form, Style
from watchfloor.world.event import COLUMNS, Event
from watchfloor.world.timeline import HOUR, Clock


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """How the lines of one style are put together."""

    clock: Clock
    start: Callable[[Fields], tuple[str, str, str]]
    """What stands before the time, after it, and after the host, given the marks."""
    host: str
    """What stands before the host, with its field at `{}`."""
    column: str
    """What stands before any other column, with its field at `{}`."""
    end: str
    escape: Callable[[str], str]
    escaped: str
    """What is escaped beside all that is not printable ASCII; a backslash is doubled."""

    def specials(self) -> tuple[str, str]:
        """Return the characters that are escaped beside a backslash, one of them perhaps twice."""
        others = self.escaped.replace("\\", "")
        return others[0], others[-1]


@dataclass(frozen=True, slots=True)
class _Pen:
    """A form made ready for writing: the fixed text, and what stands before each column."""

    texts: tuple[str, str, str]
    machine: tuple[str, ...]
    """What stands before the columns from the host to the path."""
    rest: tuple[str, ...]
    """What stands before the others."""
    column: str
    """The column by whose value the form is chosen, if any is."""
    by_value: "Mapping[str, _Pen]"


def writer(style: Style, frame: Frame) -> Callable[[Event], str]:
    """Return what writes events in *style*, put together by *frame*."""
    pens, with_care = _pens(style, frame), _with_care(style, frame)
    (hours, rests), end = frame.clock, frame.end
    (one, two), doubles = frame.specials(), "\\" in frame.escaped

    def write(event: Event) -> str:
        host, user, account = event.host, event.user, event.account
        process, parent, command = event.process, event.parent, event.command
        path, source, target = event.path, event.source_ip, event.target_ip
        port, name, size = event.port, event.name, event.size
        second, pen, state = event.second, pens.get(event.type), event.outcome
        said = f"{host}{user}{account}{process}{parent}{command}{path}{source}{target}{name}{state}"
        if pen is None or one in said or two in said or not (said.isascii() and said.isprintable()):
            return with_care(event, pen)
        if pen.column:
            pen = pen.by_value.get(getattr(event, pen.column), pen)
        head, after_time, after_host = pen.texts
        to_host, to_user, to_account, to_process, to_parent, to_command, to_path = pen.machine
        to_source, to_target, to_port, to_name, to_state, to_size = pen.rest
        line = (
            f"{head}{hours(second // HOUR)}{rests[second % HOUR]}{after_time}"
            f"{f'{to_host}{host}' if host else ''}{after_host}{f'{to_user}{user}' if user else ''}"
            f"{f'{to_account}{account}' if account else ''}"
            f"{f'{to_process}{process}' if process else ''}"
            f"{f'{to_parent}{parent}' if parent else ''}"
            f"{f'{to_command}{command}' if command else ''}{f'{to_path}{path}' if path else ''}"
            f"{f'{to_source}{source}' if source else ''}{f'{to_target}{target}' if target else ''}"
            f"{f'{to_port}{port}' if port else ''}{f'{to_name}{name}' if name else ''}"
            f"{f'{to_state}{state}' if state else ''}{f'{to_size}{size}' if size else ''}{end}"
        )
        return line.replace("\\", "\\\\") if doubles and "\\" in said else line

    return write


def _with_care(style: Style, frame: Frame) -> Callable[[Event, _Pen | None], str]:
    """Return what writes events that need escapes, or whose type has no pen."""
    escape, (hours, rests) = frame.escape, frame.clock

    def write(event: Event, pen: _Pen | None) -> str:
        if pen is None:
            marks = {**style.other.marks, style.other.names["type"]: escape(event.type)}
            pen = _pen(style, frame, replace(style.other, marks=marks))
        elif pen.column:
            pen = pen.by_value.get(getattr(event, pen.column), pen)
        head, after_time, after_host = pen.texts
        time = hours(event.second // HOUR) + rests[event.second % HOUR]
        host, *others = [
            f"{before}{escape(str(value))}" if (value := getattr(event, column)) else ""
            for column, before in zip(COLUMNS, (*pen.machine, *pen.rest), strict=True)
        ]
        return f"{head}{time}{after_time}{host}{after_host}{''.join(others)}{frame.end}"

    return write


def _pens(style: Style, frame: Frame) -> dict[str, _Pen]:
    """Return the pen of each type that has forms in *style*."""
    return {name: _pen(style, frame, *forms) for name, forms in style.by_type().items()}


def _pen(style: Style, frame: Frame, form: Form, *variants: Form) -> _Pen:
    """Return the pen of *form*, and those of its *variants* by the value that each is given."""
    names = style.names(form)
    before = tuple(frame.column.format(names[column]) for column in COLUMNS)
    return _Pen(
        texts=frame.start(form.marks),
        machine=(frame.host.format(names["host"]), *before[1:7]),
        rest=before[7:],
        column=next((column for variant in variants for column in variant.given), ""),
        by_value={
            value: _pen(style, frame, variant)
            for variant in variants
            for value in variant.given.values()
        },
    )
