"""What to do about an error, in the words of the app: the only place that names a key for it."""

from runcoach.domain.errors import Remedy, RunCoachError

WORDS: dict[Remedy, str] = {
    Remedy.ASK_AGAIN: "Press g to ask again.",
    Remedy.WAIT: "Then press g to ask again.",
    Remedy.CHOOSE_MODEL: "Press m to choose another model.",
    Remedy.CHECK_KEY: "Check OPENAI_API_KEY in .env or the environment, and start RunCoach again.",
    Remedy.CHECK_ADDRESS: (
        "Check OPENAI_BASE_URL or base_url in config.toml; most addresses end in /v1."
        " Then start RunCoach again."
    ),
    Remedy.RAISE_CAP: "Raise monthly_cap_usd in config.toml, and start RunCoach again.",
    Remedy.CHOOSE_FOLDER: "Or set cache in config.toml to another folder, and start RunCoach again.",
    Remedy.FIND_CACHE: "Choose its folder, look around with the example runner, or connect your Garmin.",
    Remedy.READ_AGAIN: "Then press s to read it again.",
    Remedy.SYNC: "Press s to sync.",
}


def error_words(error: RunCoachError) -> str:
    """What happened and what to do about it, as one text."""
    remedy = WORDS[error.remedy] if error.remedy else ""
    return " ".join(part for part in (error.message, error.hint, remedy) if part)
