"""The fastest times over common distances inside a run, by the clock: pauses count."""

from runcoach.training.track import Track

DISTANCES_M = (400, 1000, 1609, 3000, 5000, 10000, 21097, 42195)
# Nobody runs faster than this, but a GPS without a fix may: men's world records as of 2024, rounded down.
FASTEST_S = {400: 43, 1000: 131, 1609: 223, 3000: 437, 5000: 755, 10000: 1571, 21097: 3451, 42195: 7235}
LONG_M, LONG_STEP_S = 3000, 4


def best_efforts(run: Track) -> dict[int, float]:
    """The least seconds for each distance that the run is long enough for."""
    distance, clock = run.distance_m, run.clock_s
    found: dict[int, float] = {}
    for metres in DISTANCES_M:
        if distance[-1] - distance[0] < metres:
            break
        best, start = float("inf"), 0
        # Over the longer distances a few seconds make no visible difference.
        for end in range(1, len(distance), 1 if metres < LONG_M else LONG_STEP_S):
            while distance[end] - distance[start + 1] >= metres:
                start += 1
            covered = distance[end] - distance[start]
            if covered >= metres:
                best = min(best, (clock[end] - clock[start]) * metres / covered)
        if FASTEST_S[metres] <= best < float("inf"):
            found[metres] = round(best, 1)
    return found
