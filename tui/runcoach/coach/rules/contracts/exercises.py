"""Strength exercises for runners, in blocks that take turns; one mobility block for careful days."""

import msgspec

from runcoach.coach.answer.workout import Step

REST_S = 60.0


class Exercise(msgspec.Struct, frozen=True):
    """One exercise: sets of ``reps``, or of ``seconds``, with a word on how."""

    name: str
    sets: int
    reps: int | None
    seconds: float | None
    note: str

    def step(self, most_sets: int) -> Step:
        """As a step of a workout, in no more sets than these."""
        return Step(
            action="strength",
            exercise=self.name,
            repeat=min(self.sets, most_sets),
            reps=self.reps,
            duration_s=self.seconds,
            recovery_s=REST_S,
            note=self.note,
        )


STRENGTH: tuple[tuple[Exercise, ...], ...] = (
    (
        Exercise("Single-leg squat to a chair", 3, 8, None, "each leg, slow down, quick up"),
        Exercise("Calf raise on a step", 3, 15, None, "each leg, full range"),
        Exercise("Side plank", 3, None, 30.0, "each side"),
        Exercise("Glute bridge", 3, 12, None, "one-second hold at the top"),
    ),
    (
        Exercise("Romanian deadlift", 3, 8, None, "any weight that leaves two reps in reserve"),
        Exercise("Step-up", 3, 10, None, "each leg, knee over toes"),
        Exercise("Front plank", 3, None, 45.0, "ribs down"),
        Exercise("Bent-knee calf raise", 3, 15, None, "each leg, for the soleus"),
    ),
    (
        Exercise("Split squat", 3, 8, None, "each leg"),
        Exercise("Hamstring walk-out", 3, 8, None, "hips high"),
        Exercise("Dead bug", 3, 10, None, "slow, low back on the floor"),
        Exercise("Pogo hop", 3, 20, None, "stiff ankles, quiet feet"),
    ),
)
MOBILITY: tuple[Exercise, ...] = (
    Exercise("Ankle circle", 2, 10, None, "each foot"),
    Exercise("Hip circle", 2, 8, None, "each leg, slow"),
    Exercise("Cat and cow", 2, 8, None, "with the breath"),
)
# Not the day after a hard one: hops load what is still tired.
HOPS = frozenset({"Pogo hop"})
