"""Writes files so that a crash leaves either the old one or the new one, never half of one."""

import os
import secrets
from contextlib import suppress
from pathlib import Path


def write_atomically(file: Path, content: bytes) -> None:
    """Replaces the file's content. Raises OSError, and then leaves the file as it was."""
    # The name must not look like one that GarminDB imports.
    part = file.with_name(f".{file.stem}-{secrets.token_hex(4)}.part")
    try:
        with part.open("xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(file)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise
