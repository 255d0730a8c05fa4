"""Hold an incident of your own against the gate, and say what is true of it."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from itertools import count
from pathlib import Path

from watchfloor.catalog import named
from watchfloor.cli import options as common
from watchfloor.cli.verb import DONE, FELL_SHORT, Verb
from watchfloor.codec import canonical
from watchfloor.errors import BadInput
from watchfloor.evaluation import drafts
from watchfloor.evaluation.drafts import Judged
from watchfloor.opensoc import admission, crafting, explanation, proof, record_line, view
from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.admission import Admitted
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.state import Brief, State
from watchfloor.opensoc.truth import Truth
from watchfloor.play import observation
from watchfloor.play.game import Setting
from watchfloor.play.observation import Observation
from watchfloor.seeds import Seed
from watchfloor.wording import plain
from watchfloor.world import event, timeline


def _options(parser: ArgumentParser) -> None:
    file = "JSON or YAML: the move craft_incident, or a case of events and records"
    parser.add_argument("file", nargs="?", type=Path, metavar="FILE", help=file)
    seed = "fixes the brief that a move is judged against, 0 if not given"
    parser.add_argument("--seed", type=common.whole(0), default=0, metavar="N", help=seed)
    stage = next(iter(GAME.scenarios))
    told = f"{stage} if not given"
    parser.add_argument("--stage", default=stage, metavar="NAME", help=told)
    show = parser.add_mutually_exclusive_group()
    brief = "print what an attacker is given"
    show.add_argument("--brief", action="store_true", help=brief)
    show.add_argument("--example", action="store_true", help="print a move that is admitted")
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    named("stage", options.stage, GAME.scenarios)
    state: State = GAME.first(Setting(options.stage, "self_play", options.seed))
    seen = view.observe(state, "attacker")
    brief = state.brief
    if brief is None or (options.file is None) != (options.brief or options.example):
        message = "give a FILE, or one of --brief and --example"
        raise BadInput(message)
    if options.brief:
        return _print_brief(seen, options)
    if options.example:
        return _print_example(_example(seen, brief, options.seed), options)
    return _print_judged(drafts.judged(drafts.read(options.file), brief), options)


def _print_brief(seen: Observation, options: Namespace) -> int:
    text = canonical(seen).decode() if options.json else observation.text(seen)
    sys.stdout.write(plain(text) + "\n")
    return DONE


def _example(seen: Observation, brief: Brief, seed: int) -> CraftIncident:
    """Return the first move of the scripted attacker that is admitted."""
    drawn = (crafting.scripted(seen, Seed.of(seed, "example", n).stream()) for n in count())
    return next(move for move in drawn if isinstance(admission.admit(move, brief), Admitted))


def _print_example(move: CraftIncident, options: Namespace) -> int:
    if options.json:
        sys.stdout.write(canonical(move).decode() + "\n")
        return DONE
    events = ",\n    ".join(canonical(crafted).decode() for crafted in move.events)
    head = canonical({"move": "craft_incident", "target_label": move.target_label})[1:-1].decode()
    sys.stdout.write(
        f'{{\n  {head},\n  "category": "example",\n  "events": [\n    {events}\n  ]\n}}\n'
    )
    return DONE


def _print_judged(found: Judged, options: Namespace) -> int:
    if options.json:
        rejected = found.rejected
        result = {
            "admitted": found.truth is not None,
            "case": found.case,
            "gate": rejected.gate if rejected else "",
            "because": rejected.sentence if rejected else "",
            "truth": found.truth,
        }
        sys.stdout.write(canonical(result).decode() + "\n")
    else:
        sys.stdout.write(plain(_told(found)) + "\n")
    return FELL_SHORT if found.truth is None else DONE


def _told(found: Judged) -> str:
    if found.rejected is not None:
        return f"rejected by {found.rejected.gate}: {found.rejected.sentence}"
    truth, case = found.truth, found.case
    if truth is None or case is None:
        return "rejected"
    proofs = [f"  certificate  {proof.told(it)}" for it in truth.certificate]
    held = [f"  held back by {', '.join(truth.holds)}"] if truth.holds else []
    row = f"  row          {truth.row}: {explanation.row_called(truth.row).when}"
    answer = f"  answer       {truth.answer}"
    head = ("admitted", answer, row, f"  alert        {case.alert}", *proofs, *held)
    return "\n".join((*head, "what a defender sees of it", *_lines(case, truth)))


def _lines(case: Case, truth: Truth) -> list[str]:
    """Return the events and records of *case* that *truth* rests on."""
    decisive = proof.all_names(truth.certificate) | {*truth.holds}
    lines = [(it.id, f"{timeline.stamp(it.second)} {event.text(it)}") for it in case.events]
    lines += [(it.id, record_line.write(it)) for it in case.records]
    return [f"  {name:<12} {text}" for name, text in lines if name in decisive]


VERB = Verb(
    name="craft",
    example="watchfloor craft --example --seed 7",
    options=_options,
    run=_run,
)
