"""What to do about an error, in the shell's words: the only place that names a command or a flag for it."""

from runcoach.domain.errors import CoachError, Remedy, RunCoachError

WORDS: dict[Remedy, str] = {
    Remedy.ASK_AGAIN: "Run the command again to ask again.",
    Remedy.WAIT: "Then run the command again.",
    Remedy.CHOOSE_MODEL: "Choose another with --model NAME, OPENAI_MODEL, or model in config.toml.",
    Remedy.CHECK_KEY: "Check OPENAI_API_KEY in .env or the environment.",
    Remedy.CHECK_ADDRESS: "Check OPENAI_BASE_URL or base_url in config.toml; most addresses end in /v1.",
    Remedy.RAISE_CAP: "Raise monthly_cap_usd in config.toml.",
    Remedy.CHOOSE_FOLDER: "Or choose another folder with --cache DIR.",
    Remedy.FIND_CACHE: "Choose its folder with --cache DIR, or try --sample for the example runner.",
    Remedy.READ_AGAIN: "Then run the command again.",
    Remedy.SYNC: "Run runcoach-tui sync.",
}
OFFLINE = "--offline asks the offline coach."


def error_words(error: RunCoachError) -> str:
    """What happened and what to do about it, as one text."""
    remedy = WORDS[error.remedy] if error.remedy else ""
    offline = OFFLINE if isinstance(error, CoachError) else ""
    return " ".join(part for part in (error.message, error.hint, remedy, offline) if part)
