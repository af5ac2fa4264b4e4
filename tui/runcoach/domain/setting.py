"""What a setting is: how it is declared, and how a value for it is read and shown."""

from collections.abc import Callable, Mapping
from pathlib import Path
from types import NoneType
from typing import Annotated, Any, Literal, get_args, get_origin

import msgspec

from runcoach.domain.errors import ConfigError


class Secret(str):
    """A value that can be used but is never shown: its repr hides it, so no log or traceback has it."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret('***')"


class _Extra(msgspec.Struct, frozen=True):
    """What a setting's declaration says in addition to type, bounds and description."""

    env: str
    flag: str | None
    allowed: str | None
    clean: Callable[[str], str] | None
    show: Callable[[str], str] | None


def declare(
    env: str,
    description: str,
    *,
    flag: str | None = None,
    allowed: str | None = None,
    clean: Callable[[str], str] | None = None,
    show: Callable[[str], str] | None = None,
    **bounds: Any,  # numbers, which Meta takes in pairs that a type checker cannot follow
) -> msgspec.Meta:
    """Declares a setting.

    ``flag`` is what its flag takes, in capitals; None: it has no flag. ``allowed`` says what a value must be,
    where type and bounds do not say it. ``clean`` brings a text into its usual form and may raise ValueError;
    ``show`` leaves out what must not be shown. ``bounds`` are msgspec's own: ge, le, lt.
    """
    extra = {"setting": _Extra(env, flag, allowed, clean, show)}
    return msgspec.Meta(description=description, extra=extra, **bounds)


class Setting(msgspec.Struct, frozen=True):
    """One setting as it is declared: its key in ``config.toml``, its environment variable, what it does."""

    key: str
    env: str
    about: str
    default: object
    """None: not set."""
    flag: str | None
    """What the flag takes, in capitals; None where there is no flag."""
    kind: object
    """The plain type, such as ``int`` or a ``Literal``."""
    allowed: str
    """What a value must be, as the words after "It must be"."""
    declared: Any
    """The type with its bounds, for msgspec."""
    clean: Callable[[str], str] | None
    show: Callable[[str], str] | None

    @property
    def secret(self) -> bool:
        """Whether the value is never shown."""
        return self.kind is Secret

    @property
    def described(self) -> str:
        """The description, with what is allowed where the values can be listed or have bounds."""
        if self.choices or self.kind is int:
            return f"{self.about} {self.allowed.capitalize()}."
        return self.about

    @property
    def choices(self) -> tuple[str, ...]:
        """The values that there are, where they can be listed."""
        return get_args(self.kind) if get_origin(self.kind) is Literal else ()


def settings_of(struct: type[msgspec.Struct]) -> tuple[Setting, ...]:
    """The settings that the fields of this struct declare."""
    return tuple(_of_field(field.name, field.type, field.default) for field in msgspec.structs.fields(struct))


def read_value(setting: Setting, value: object, place: str) -> object:
    """The value that the setting takes; a text stands for a number or for yes and no where it can.

    Raises ConfigError naming the place and what is allowed, and never a secret.
    """
    try:
        meant = _from_text(setting, value.strip()) if isinstance(value, str) else value
        return msgspec.convert(meant, setting.declared, strict=setting.kind is not float, dec_hook=_custom)
    except ValueError:  # msgspec's ValidationError is one
        shown = "a secret" if setting.secret else repr(_hidden(setting, value))
        raise ConfigError(f"{place}: {shown} is not allowed.", f"It must be {setting.allowed}.") from None


def _hidden(setting: Setting, value: object) -> object:
    """A refused value as it may be shown: an address may hold a password."""
    return setting.show(value) if setting.show and isinstance(value, str) else value


def shown_value(settings: msgspec.Struct, setting: Setting) -> str:
    """The value as it may be shown: a secret says only whether it is set."""
    value = getattr(settings, setting.key)
    if setting.secret:
        return "set (hidden)" if value else "not set"
    if value is None:
        return "not set"
    if isinstance(value, bool):
        return str(value).lower()
    return setting.show(value) if setting.show else str(value)


_YES_OR_NO: Mapping[str, bool] = {
    **dict.fromkeys(("true", "yes", "on", "1"), True),
    **dict.fromkeys(("false", "no", "off", "0"), False),
}
_LONGEST_NUMBER = 20


def _from_text(setting: Setting, text: str) -> object:
    """What the text stands for; msgspec alone would take "5.0" for a whole number, and no "yes"."""
    if not text:
        raise ValueError("empty")
    if setting.kind is bool:
        return _YES_OR_NO.get(text.lower(), text)
    if setting.kind is int:
        is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST_NUMBER
        return int(text) if is_number else text
    if setting.kind is float:
        return float(text)  # ".5" and "5." are amounts, too
    return setting.clean(text) if setting.clean else text


def _custom(kind: type, value: object) -> object:
    """The types that msgspec does not know: folders and secrets, both written as text."""
    if not isinstance(value, str):
        raise ValueError("not a text")
    if kind is Path:
        try:
            return Path(value).expanduser()
        except RuntimeError:  # ~somebody who has no home here
            raise ValueError("no such home") from None
    return kind(value)


def _of_field(key: str, annotation: Any, default: object) -> Setting:
    kind, meta = get_args(annotation)
    if NoneType in get_args(kind):  # The text "null" must not become None.
        (kind,) = (each for each in get_args(kind) if each is not NoneType)
    extra: _Extra = meta.extra["setting"]
    return Setting(
        key=key,
        env=extra.env,
        about=meta.description,
        default=default,
        flag=extra.flag,
        kind=kind,
        allowed=extra.allowed or _allowed(kind, meta),
        declared=Annotated[kind, meta],
        clean=extra.clean,
        show=extra.show,
    )


def _allowed(kind: object, meta: msgspec.Meta) -> str:
    if get_origin(kind) is Literal:
        return f"one of {', '.join(get_args(kind))}"
    if kind is int:
        return f"a whole number from {meta.ge} to {meta.le}"
    return "true or false" if kind is bool else "some text"
