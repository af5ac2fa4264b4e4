"""The body of a chat completions request, and what may be left out where a server refuses it."""

import json

import msgspec

from runcoach.coach.prompt import Prompt, chat_messages

# How servers name the two optional parts when they refuse one: the field, something in it, or what it is.
_SCHEMA_WORDS = ("response_format", "schema", "structured output", "guided", "grammar")
_USAGE_WORDS = ("stream_options", "include_usage")


class Form(msgspec.Struct, frozen=True):
    """What is sent with the messages: a strict schema for the answer, and the wish for a count of tokens."""

    schema: bool = True
    usage: bool = True

    def body(self, model: str, prompt: Prompt) -> dict[str, object]:
        """The request in this form; without a schema field the schema is written into the prompt."""
        body: dict[str, object] = {
            "model": model,
            "messages": chat_messages(prompt if self.schema else with_schema_in_words(prompt)),
            "stream": True,
        }
        if self.usage:
            body["stream_options"] = {"include_usage": True}
        if self.schema:
            form = {"name": "workout", "strict": True, "schema": prompt.schema}
            body["response_format"] = {"type": "json_schema", "json_schema": form}
        return body

    @property
    def notes(self) -> tuple[str, ...]:
        """What the server took, in plain words."""
        return (
            "The server took the workout's strict JSON schema."
            if self.schema
            else "The server refused the workout's JSON schema, so the schema is written into the prompt.",
            "The server was asked to count the tokens."
            if self.usage
            else "The server refused to count the tokens, so their number is estimated.",
        )

    def after_refusal(self, words: str) -> "Form":
        """Without what the refusal names; without all that is optional where it names nothing of it."""
        named = self.without_named(words)
        return Form(schema=False, usage=False) if named == self else named

    def without_named(self, words: str) -> "Form":
        """Without the parts that are named in a server's own words; the same where none is."""
        words = words.lower()
        return Form(
            schema=self.schema and not any(word in words for word in _SCHEMA_WORDS),
            usage=self.usage and not any(word in words for word in _USAGE_WORDS),
        )


def with_schema_in_words(prompt: Prompt) -> Prompt:
    """The same with its schema written out, for servers that take none."""
    words = f"Answer with one JSON document and nothing else, in this schema:\n{json.dumps(prompt.schema)}"
    return msgspec.structs.replace(prompt, system=f"{prompt.system}\n\n{words}")
