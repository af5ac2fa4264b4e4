"""Everything above the source works on one that is a dictionary, without any file of Garmin's."""

import subprocess
import sys
from datetime import timedelta

from runcoach.coach.question import request_without_conversation
from runcoach.domain.laps import LapMark, WatchNotes
from runcoach.domain.runs import Run, Series
from runcoach.domain.units import DistanceUnit
from runcoach.runner.run_history import read_history
from runcoach.runner.snapshot import read_first_snapshot, read_snapshot
from tests.builders import TODAY, a_lap, a_night, a_run, a_session, persona, some_weeks, usual_nights
from tests.runner.dictionary_source import DictionarySource

REPS = a_session(
    a_lap(2000, 720),
    *(lap for _ in range(6) for lap in (a_lap(400, 90, 170), a_lap(200, 90, 140))),
    a_lap(1000, 360),
)


def a_source(**more: object) -> DictionarySource:
    return DictionarySource(
        [a_run(2, 7, run_id="reps"), *some_weeks()],
        laps={"reps": REPS},
        series={"reps": steady_samples()},
        nights=[a_night(), *usual_nights()],
        **more,  # type: ignore[arg-type]
    )


def steady_samples(seconds: int = 1800) -> Series:
    """A sample a second at 3 m/s and 140 beats a minute."""
    times = [float(second) for second in range(seconds)]
    return Series(times, [3.0 * second for second in times], [140] * seconds, [10.0] * seconds)


def test_a_snapshot_holds_runs_sets_nights_and_load() -> None:
    snapshot = read_snapshot(a_source(), TODAY, max_hr_bpm=190)
    assert len(snapshot.runs) == 1 + len(some_weeks())
    assert snapshot.intervals["reps"].signature == "6×400 m"
    assert len(snapshot.nights) == 15
    assert snapshot.latest == TODAY - timedelta(days=2)
    assert snapshot.pending == 0
    assert snapshot.loads["reps"] is not None


def test_the_first_snapshot_reads_no_samples() -> None:
    source = a_source()
    snapshot = read_first_snapshot(source, TODAY, "auto", 7)
    assert snapshot.intervals["reps"].signature == "6×400 m"
    assert source.read == []


def test_analyses_are_kept_for_the_source_and_not_worked_out_again() -> None:
    source = a_source()
    first = read_snapshot(source, TODAY)
    assert source.read
    source.read.clear()
    assert read_snapshot(source, TODAY).analyses == first.analyses
    assert source.read == []


def test_the_history_holds_every_run() -> None:
    history = read_history(a_source(), TODAY, at_most=1000)
    assert [run.activity_id for run in history.runs if run.activity_id == "reps"] == ["reps"]
    assert history.pending == 0 and history.loads[-1].day == TODAY


def test_the_unit_and_the_notes_are_the_sources() -> None:
    marks = [LapMark("warmup"), *[LapMark("active"), LapMark("rest")] * 6, LapMark("cooldown")]
    source = a_source(unit=DistanceUnit.MI, notes={"reps": WatchNotes(tuple(marks))})
    snapshot = read_snapshot(source, TODAY)
    assert snapshot.unit is DistanceUnit.MI
    assert snapshot.intervals["reps"].source == "workout steps"


def test_a_coach_is_asked_about_its_runs() -> None:
    request = request_without_conversation(read_snapshot(a_source(), TODAY), persona("pete"))
    assert request.facts.longest is not None
    assert "reps" in request.facts.intervals


def test_a_source_without_a_run_has_a_snapshot_too() -> None:
    runs: list[Run] = []
    snapshot = read_snapshot(DictionarySource(runs), TODAY)
    assert (snapshot.runs, snapshot.latest, snapshot.average_week_m) == ((), None, None)


def test_what_reads_a_source_does_not_load_garmins_reader() -> None:
    code = (
        "import runcoach.runner.snapshot, runcoach.runner.run_history, runcoach.coach.session, sys;"
        "print([name for name in sys.modules if name.startswith('runcoach.garmin')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
