"""``config`` shows each setting with its source and no secret; no output ever holds one."""

from pathlib import Path

import pytest

from runcoach.domain.paths import config_file
from runcoach.domain.settings import SETTINGS
from tests.loopback.answers import BAD_KEY, Answer, Failure, workout_json
from tests.loopback.model_server import ModelServer
from tests.shell.commands import KEY, ON_THE_DAY, PASSWORD, USERNAME, Run, bytes_in


@pytest.mark.usefixtures("secrets")
def test_config_shows_every_setting_with_its_source_and_no_secret(
    run: Run, own_folders: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config_file().parent.mkdir(parents=True)
    config_file().write_text('persona = "jack"\ntheme = "nord"\n', encoding="utf-8")
    monkeypatch.setenv("RUNCOACH_UNITS", "mi")
    code, out, err = run("config", "--days", 14)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    found = {}
    for at, line in enumerate(lines):
        key, equals, value = line.partition(" = ")
        if equals and not line.startswith(" "):
            found[key] = (value, lines[at + 2].partition("; now from: ")[2])
    assert list(found) == [setting.key for setting in SETTINGS]
    assert found["persona"] == ("jack", f"{config_file()}, key persona")
    assert found["units"] == ("mi", "environment variable RUNCOACH_UNITS")
    assert found["days"] == ("14", "flag --days")
    assert found["model"] == ("gpt-4o", "default")
    env_file = own_folders / ".env"
    assert found["api_key"] == ("set (hidden)", f"{env_file}, line OPENAI_API_KEY")
    assert found["garmin_password"] == ("set (hidden)", f"{env_file}, line GARMIN_PASSWORD")
    assert all(setting.about in out and setting.env in out for setting in SETTINGS)
    assert not any(secret in out for secret in (KEY, USERNAME, PASSWORD))


@pytest.mark.usefixtures("secrets")
def test_no_command_says_a_secret_or_writes_one_down(
    run: Run, cache: Path, server: ModelServer, own_folders: Path, tmp_path: Path
) -> None:
    echo = Failure(401, "invalid_api_key", f"Incorrect API key provided: {KEY}.")
    server.enqueue(Answer(workout_json()), Answer(workout_json()), echo, echo, BAD_KEY)
    asking = ("--base-url", server.base_url)
    said = ""
    for code, arguments in (
        (0, ("today", *asking)),
        (0, ("today", "--json", *asking)),
        (1, ("today", *asking)),
        (1, ("today", "--json", *asking)),
        (1, ("today", *asking)),
        (0, ("today", "--offline")),
        (0, ("runs",)),
        (0, ("runs", "--json")),
        (0, ("config",)),
        (2, ("runs", "--days", "0")),
        (3, ("runs", "--cache", str(tmp_path / "nowhere"))),
    ):
        ended, out, err = run(arguments[0], "--cache", cache, *ON_THE_DAY, *arguments[1:])
        assert ended == code
        said += out + err
    assert all(request.headers["authorization"] == f"Bearer {KEY}" for request in server.requests)
    kept = bytes_in(tmp_path)
    assert KEY.encode() in kept.pop(str((own_folders / ".env").relative_to(tmp_path)))
    assert any(name.endswith("history.db") for name in kept)
    for secret in (KEY, USERNAME, PASSWORD):
        assert secret not in said
        assert not [name for name, content in kept.items() if secret.encode() in content]
