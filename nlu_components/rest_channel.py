"""Rasa's own REST channel, except that a tapped button's payload is read here and the NLU graph isn't run for it.

Named in credentials.yml. The address stays Rasa's: /webhooks/rest/webhook.
"""

from __future__ import annotations

from typing import Any, Awaitable, Callable

from rasa.core.channels.channel import UserMessage
from rasa.core.channels.rest import RestInput
from rasa.shared.constants import INTENT_MESSAGE_PREFIX
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message


class TapChannel(RestInput):
    """Gives a message that names its intent, `/answer{"f":"sex"}`, to the processor as already understood."""

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Any:
        async def understood(message: UserMessage) -> Any:
            if message.text and message.text.startswith(INTENT_MESSAGE_PREFIX):
                read = YAMLStoryReader.unpack_regex_message(Message({TEXT: message.text}))
                if read.get(INTENT):
                    message.parse_data = {ENTITIES: [], **read.as_dict(only_output_properties=True)}
            return await on_new_message(message)

        return super().blueprint(understood)
