"""Markdown that grows: finished blocks are rendered once, only the last one again and again.

Rendering the whole answer for each piece of it takes time that grows with the square of its length. Blocks
are found by markdown-it's own top-level tokens, so that lists and fences stay whole.
"""

from typing import TYPE_CHECKING

from textual.containers import Vertical

if TYPE_CHECKING:
    from textual.widgets import Markdown


class Prose(Vertical):
    """Untrusted Markdown, shown as it streams. Links are shown but never opened by themselves."""

    DEFAULT_CSS = """
    Prose {
        height: auto;
        margin-top: 1;

        Markdown {
            height: auto;
            padding: 0;
            margin: 0;
            background: transparent;
        }
    }
    """

    def __init__(self, id: str) -> None:
        super().__init__(id=id)
        self._text = ""
        self._finished_chars = 0
        self._tail: Markdown | None = None

    async def show(self, text: str) -> None:
        """Shows ``text``: what was shown before and more, or something new altogether."""
        if text == self._text:
            return
        if not text.startswith(self._text):
            await self.clear()
        self._text = text
        if not text:
            return
        finished = self._finished_chars + _finished_length(text[self._finished_chars :])
        if finished > self._finished_chars:
            await self._set_tail(text[self._finished_chars : finished])
            self._finished_chars = finished
            self._tail = None
        await self._set_tail(text[self._finished_chars :])

    async def clear(self) -> None:
        """Takes everything away."""
        self._text = ""
        self._finished_chars = 0
        self._tail = None
        await self.remove_children()

    async def _set_tail(self, text: str) -> None:
        if not text.strip() or not self.is_attached:
            return
        if self._tail is None:
            # Imported late: it costs a fifth of the way to the first paint, and no answer is there yet.
            from textual.widgets import Markdown

            self._tail = Markdown(text, open_links=False)
            await self.mount(self._tail)
        else:
            await self._tail.update(text)


def _finished_length(text: str) -> int:
    """How many characters from the start make blocks that no later text can change: all but the last."""
    from markdown_it import MarkdownIt

    starts = [
        token.map[0] for token in MarkdownIt("commonmark").parse(text) if token.level == 0 and token.map
    ]
    if len(starts) < 2:
        return 0
    lines = text.splitlines(keepends=True)
    return sum(len(line) for line in lines[: starts[-1]])
