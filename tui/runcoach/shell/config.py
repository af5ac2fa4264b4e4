"""``config``: every setting, its value and where it comes from; and the README's table of them."""

from runcoach import __version__
from runcoach.domain.paths import config_file
from runcoach.domain.setting import Setting, shown_value
from runcoach.domain.settings import SETTINGS, Settings
from runcoach.shell.invocation import Invocation


def run(invocation: Invocation) -> int:
    """Prints three lines a setting; a secret says only whether it is set."""
    print(f"Settings of RunCoach {__version__}; the file is {config_file()}")
    print("config.toml, then environment, then .env, then flags; the last one wins.\n")
    for setting in SETTINGS:
        source = invocation.loaded.sources.get(setting.key, "default")
        print(f"{setting.key} = {shown_value(invocation.settings, setting)}")
        print(f"    {setting.described}")
        print(f"    {setting.env}; now from: {source}")
    return 0


def settings_table() -> str:
    """The settings as a table in Markdown, as the README has it."""
    lines = ["| `config.toml` | environment | what | default |", "|---|---|---|---|"]
    lines += [
        f"| `{setting.key}` | `{setting.env}` | {setting.described} | {_default(setting)} |"
        for setting in SETTINGS
    ]
    return "\n".join(lines) + "\n"


def _default(setting: Setting) -> str:
    return "not set" if setting.default is None else f"`{shown_value(Settings(), setting)}`"
