"""Which language a conversation is held in."""

from __future__ import annotations

import re

LANGUAGES = ("zh", "en")
HAN = re.compile(r"[\u4e00-\u9fff]")
WORD = re.compile(r"[A-Za-z']+")
# A name or an address in the other language must not switch a conversation; a sentence must. These only stand in one.
CHINESE_SENTENCE = re.compile(r"[我你您吗呢吧]|怎么|什么|请|想要|可以")
ENGLISH_SENTENCE = {"i", "my", "me", "you", "the", "is", "are", "what", "how", "want", "please", "can", "need"}


def choose_language(text: str, current: str | None, switch: object) -> str:
    """The platform's switch first, then what the sentence is plainly written in, then what it was; Chinese at first."""
    if isinstance(switch, str) and switch in LANGUAGES:
        return switch
    han, words = len(HAN.findall(text)), [w.lower() for w in WORD.findall(text)]
    if current not in LANGUAGES:
        return "en" if words and not han and not text.startswith("/") else "zh"
    if current == "en" and han >= 4 and CHINESE_SENTENCE.search(text):
        return "zh"
    if current == "zh" and not han and len(words) >= 4 and ENGLISH_SENTENCE & set(words):
        return "en"
    return current
