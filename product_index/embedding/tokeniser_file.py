"""Build the model's tokeniser, with the vocabulary cut down to the scripts our customers write."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
from tokenizers import Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from product_index.embedding.package_file import Vocabulary

MAX_TOKENS = 512
_META = "▁"  # stands for a space inside a piece
_KEPT = (  # ASCII, Latin-1, punctuation, currency, symbols, emoji, Han, kana, full-width forms
    (0x20, 0x7E),
    (0xA0, 0xFF),
    (0x2010, 0x27BF),
    (0x2B00, 0x2BFF),
    (0x2E80, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFE00, 0xFE4F),
    (0xFF00, 0xFFEF),
    (0x1F000, 0x1FAFF),
    (0x20000, 0x323AF),
)
_KEPT_PIECE = re.compile("[" + "".join(f"{chr(a)}-{chr(b)}" if a != 0x20 else " -~" for a, b in _KEPT) + "]+")
_SPECIAL = ("<s>", "<pad>", "</s>", "<unk>")
_WAVE, _STAND_IN = "～", "\ue000"  # the model keeps the full-width tilde, which NFKC would make "~"


def kept_ids(vocabulary: Vocabulary) -> npt.NDArray[np.int64]:
    """Ids, ascending, of the pieces written in kept scripts. A text in those scripts is cut as by the full list."""
    first_piece = len(_SPECIAL)
    kept = [i for i, piece in enumerate(vocabulary.pieces) if i >= first_piece and _KEPT_PIECE.fullmatch(piece)]
    without_mask = [i for i in kept if vocabulary.pieces[i] != "<mask>"]
    return np.array([*range(first_piece), *without_mask], dtype=np.int64)


def build_tokeniser(vocabulary: Vocabulary, normalisation: Mapping[str, str], ids: npt.NDArray[np.int64]) -> Tokenizer:
    """The tokeniser over the kept ids, numbered anew from 0 in their order.

    Raises:
        ValueError: the special pieces aren't where XLM-RoBERTa has them.
    """
    if vocabulary.pieces[:4] != _SPECIAL or (vocabulary.bos, vocabulary.eos) != (0, 2):
        raise ValueError(f"unexpected special pieces {vocabulary.pieces[:4]}")
    pieces = [(vocabulary.pieces[i], vocabulary.scores[i]) for i in ids.tolist()]
    tokeniser = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.unknown, byte_fallback=False))
    tokeniser.normalizer = _normaliser(normalisation)
    tokeniser.pre_tokenizer = pre_tokenizers.Metaspace(replacement=_META, prepend_scheme="always", split=False)
    tokeniser.decoder = decoders.Metaspace(replacement=_META, prepend_scheme="always", split=False)
    tokeniser.post_processor = processors.TemplateProcessing(
        single="<s> $A </s>", special_tokens=[("<s>", vocabulary.bos), ("</s>", vocabulary.eos)]
    )
    tokeniser.enable_truncation(MAX_TOKENS)
    return tokeniser


def _normaliser(table: Mapping[str, str]) -> normalizers.Normalizer:
    """NFKC, and what the model's own table does differently: control characters go, odd spaces become a space."""
    own = {c: to for c, to in table.items() if unicodedata.normalize("NFKC", c) != to}
    gone = [c for c, to in own.items() if to == ""]
    spaces = [c for c, to in own.items() if to == " "]
    if len(gone) + len(spaces) != len(own):
        raise ValueError("the package's normalisation table differs from NFKC in an unknown way")
    steps = [
        normalizers.Replace(Regex(_any_of(["\0", *gone])), ""),
        normalizers.Replace(Regex(_any_of(spaces)), " "),
        normalizers.Replace(_WAVE, _STAND_IN),
        normalizers.NFKC(),
        normalizers.Replace(_STAND_IN, _WAVE),
        normalizers.Replace(Regex(" {2,}"), " "),
    ]
    return normalizers.Sequence(steps)


def _any_of(characters: list[str]) -> str:
    return "[" + "".join(f"\\x{{{ord(c):04X}}}" for c in characters) + "]"
