"""RunCoach's own two themes: a night run and a morning run."""

from textual.theme import Theme

from runcoach.coach.personas.persona import Persona

DARK = Theme(
    name="runcoach-dark",
    dark=True,
    primary="#5aa0ff",
    secondary="#8fa3b8",
    accent="#ffab40",
    warning="#ffc857",
    error="#ff6b6b",
    success="#6fd08c",
    foreground="#e6e9ee",
    background="#101318",
    surface="#171b22",
    panel="#222831",
    variables={
        "border": "#3a4452",
        "scrollbar": "#3a4452",
        "scrollbar-hover": "#5b6a80",
        "scrollbar-active": "#5b6a80",
        "scrollbar-background": "#101318",
        "scrollbar-background-hover": "#101318",
        "scrollbar-background-active": "#101318",
        "scrollbar-corner-color": "#101318",
        "border-blurred": "#2b323d",
        "block-cursor-background": "#27405f",
        "block-cursor-foreground": "#ffffff",
        "block-cursor-blurred-background": "#1d2733",
        "footer-key-foreground": "#ffab40",
        "input-selection-background": "#5aa0ff 35%",
    },
)

LIGHT = Theme(
    name="runcoach-light",
    dark=False,
    primary="#1f5fbf",
    secondary="#5b6a7c",
    accent="#9a5200",
    warning="#8a5a00",
    error="#b3261e",
    success="#1f6f3d",
    foreground="#1b2028",
    background="#f6f4ef",
    surface="#fffdf8",
    panel="#e8e4db",
    variables={
        "border": "#b9b2a5",
        "scrollbar": "#b9b2a5",
        "scrollbar-hover": "#8d8678",
        "scrollbar-active": "#8d8678",
        "scrollbar-background": "#f6f4ef",
        "scrollbar-background-hover": "#f6f4ef",
        "scrollbar-background-active": "#f6f4ef",
        "scrollbar-corner-color": "#f6f4ef",
        "border-blurred": "#d3cdc1",
        "block-cursor-background": "#cfe0f7",
        "block-cursor-foreground": "#10151c",
        "block-cursor-blurred-background": "#e6ebf0",
        "footer-key-foreground": "#9a5200",
        "input-selection-background": "#1f5fbf 25%",
    },
)


def persona_colour(persona: Persona, *, dark: bool) -> str:
    """The persona's colour on this kind of background, as ``#rrggbb``."""
    return persona.colour if dark else persona.colour_on_light
