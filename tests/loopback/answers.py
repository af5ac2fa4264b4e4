"""What the loopback model server can answer: an answer, a refusal, or rubbish."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

MODEL = "loopback-1"


@dataclass(frozen=True, slots=True)
class Answer:
    """A text in deltas of ``delta_chars`` characters, ``delay_s`` apart on an absolute schedule.

    After ``cut_after`` deltas the connection is dropped with nothing more said; after ``stall_after`` deltas
    nothing more is sent, but the connection stays. ``usage`` is (prompt, completion) tokens.
    """

    text: str
    delta_chars: int = 4
    delay_s: float = 0.0
    first_delay_s: float = 0.0
    usage: tuple[int, int] | None = None
    cut_after: int | None = None
    stall_after: int | None = None
    finish_reason: str = "stop"
    model: str = MODEL

    @property
    def deltas(self) -> list[str]:
        """The text as it will be sent."""
        return [self.text[at : at + self.delta_chars] for at in range(0, len(self.text), self.delta_chars)]


@dataclass(frozen=True, slots=True)
class Failure:
    """A refusal in OpenAI's shape: a status and an error with a code and a message."""

    status: int
    code: str | None
    message: str
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def body(self) -> bytes:
        """The error as JSON."""
        kind = "server_error" if self.status >= 500 else "invalid_request_error"
        error = {"message": self.message, "type": kind, "param": None, "code": self.code}
        return json.dumps({"error": error}).encode()


@dataclass(frozen=True, slots=True)
class Garbage:
    """A 200 whose body is not what was asked for, such as the page of a captive portal."""

    body: bytes = b"<!doctype html><title>Sign in to the network</title>"
    content_type: str = "text/html"


type Scripted = Answer | Failure | Garbage

BAD_KEY = Failure(401, "invalid_api_key", "Incorrect API key provided: test.")
NO_SUCH_MODEL = Failure(404, "model_not_found", "The model does not exist or you do not have access to it.")
RATE_LIMITED = Failure(
    429, "rate_limit_exceeded", "Rate limit reached for requests.", headers={"retry-after": "7"}
)
NO_CREDIT = Failure(429, "insufficient_quota", "You exceeded your current quota.")
SERVER_ERROR = Failure(500, None, "The server had an error while processing your request.")
NO_SCHEMA = Failure(400, None, "'response_format' of type 'json_schema' is not supported with this model.")


def step(action: str, **values: Any) -> dict[str, Any]:
    """One step in the keys and the order of the Workout schema; what is not named is null."""
    empty: dict[str, Any] = {
        "action": action,
        "exercise": None,
        "repeat": 1,
        "reps": None,
        "distance_m": None,
        "duration_s": None,
        "pace_min_s_per_km": None,
        "pace_max_s_per_km": None,
        "hr_max_bpm": None,
        "rpe": None,
        "recovery_m": None,
        "recovery_s": None,
        "note": "",
    }
    if unknown := values.keys() - empty.keys():
        raise ValueError(f"a step has no {', '.join(sorted(unknown))}")
    return empty | values


def workout_json(**overrides: Any) -> str:
    """A believable answer in the Workout schema: an easy run. ``overrides`` replace whole keys."""
    workout: dict[str, Any] = {
        "headline": "Six easy kilometres",
        "kind": "easy",
        "steps": [
            step("warmup", duration_s=300, rpe=2, note="Walk, then shuffle."),
            step("run", distance_m=6000, pace_min_s_per_km=370, pace_max_s_per_km=420, rpe=3, note="Chat."),
            step("cooldown", duration_s=300, rpe=1),
        ],
        "why": (
            "Your last runs were **steady**, and the week still has room for one more.\n\n"
            "Keep it so easy that you could hold a conversation: *slow* is the point today."
        ),
        "follow_up": "How do your legs feel on the stairs?",
        "evidence": [],
    }
    if unknown := overrides.keys() - workout.keys():
        raise ValueError(f"a workout has no {', '.join(sorted(unknown))}")
    return json.dumps(workout | overrides, ensure_ascii=False)


def persona_workout_json(words: str, **overrides: Any) -> str:
    """The workout of the coach whom the messages name first; an easy run when they name none."""
    named = {name: words.find(name) for name in _PERSONAS if name in words}
    persona = min(named, key=lambda name: named[name], default=None)
    return workout_json(**(_PERSONAS.get(persona or "", {}) | overrides))


def long_prose(deltas: int, delta_chars: int = 4) -> str:
    """Markdown of a given number of deltas: paragraphs, lists and bold words over and over."""
    block = (
        "Easy running is **most** of running. Hold back today, and let the week add up.\n\n"
        "- Breathe through the nose\n- Short steps uphill\n- Stop while it is *fun*\n\n"
    )
    length = deltas * delta_chars
    return (block * (length // len(block) + 1))[:length]


_PERSONAS: dict[str, dict[str, Any]] = {
    "Pete": {
        "headline": "Slow miles, nothing else",
        "steps": [
            step("walk", duration_s=300, rpe=1, note="Let the legs wake up."),
            step("run", duration_s=2700, pace_min_s_per_km=390, pace_max_s_per_km=450, rpe=3),
        ],
        "why": "If you cannot chat, you are going **too fast**.\n\nThe fitness is in the slow miles.",
    },
    "Steve": {
        "headline": "Short run, then strength",
        "kind": "strength",
        "steps": [
            step("warmup", duration_s=600, rpe=2, note="Easy jog."),
            step("strength", exercise="Split squat", repeat=3, reps=8, rpe=7, recovery_s=90),
            step("strength", exercise="Calf raise", repeat=3, reps=12, rpe=6, recovery_s=60),
            step("strength", exercise="Plank", repeat=3, duration_s=40, rpe=6, recovery_s=45),
        ],
        "why": "Strong legs run **further**.\n\n- Slow on the way down\n- Stop two reps before you must",
    },
    "Jack": {
        "headline": "Eight even kilometres",
        "steps": [
            step("run", distance_m=8000, pace_min_s_per_km=365, pace_max_s_per_km=375, rpe=4, note="Even."),
        ],
        "why": "Every kilometre the **same**. A whole number, as it should be.",
    },
}
