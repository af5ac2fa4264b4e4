"""What an answer costs, by the model's published price."""

from runcoach.coach.events import Usage

# US dollars for a million prompt and completion tokens: OpenAI's price list as of 2026.
PRICES: dict[str, tuple[float, float]] = {
    "gpt-4o": (2.50, 10.00),
    "gpt-4o-mini": (0.15, 0.60),
    "gpt-4.1": (2.00, 8.00),
    "gpt-4.1-mini": (0.40, 1.60),
    "gpt-4.1-nano": (0.10, 0.40),
}


def cost_usd(model: str, usage: Usage | None) -> float | None:
    """US dollars, or None where the tokens or the price are unknown. Dated names count as their model."""
    if usage is None:
        return None
    family = max((name for name in PRICES if model == name or model.startswith(f"{name}-2")), default=None)
    if family is None:
        return None
    prompt, completion = PRICES[family]
    return (usage.prompt_tokens * prompt + usage.completion_tokens * completion) / 1e6
