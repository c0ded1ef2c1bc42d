"""Whatever is typed: no error, no waiting, nothing loaded before it is needed."""

from __future__ import annotations

import gc
import statistics
import subprocess
import sys
import time
from pathlib import Path

import pytest
import tables
from hypothesis import given, settings
from hypothesis import strategies as st

from language import read_correction, read_facts, warm_up

ROOT = Path(__file__).parents[3]
MIXED = """我 爸 妈 65 岁 不是 是 一年 五百 块 以内 12月1号 到 8号 去 日本 怕 摔跤 保额 50万 高血压 没有 和
孩子 两个 6 9 元旦 周三 下 交20年 万 my dad is not 35 , 。 ? next Friday for two weeks under 5k
a year second 第 三 个 -500 $ 0 ⟦ ⟧ / . 13800138000 x 年 月 日 号 半 后"""
PIECES = st.sampled_from(MIXED.split())
LONG = ["我", "1", "a", "1 ", "12月1号到", "没有", "好的", "不是", "一", "我爸65岁,", "a@", "one two ", "(1", "😀", " "]
LONG += ["1-", "第", "not ", "⟦"]


@pytest.fixture(scope="module", autouse=True)
def _warm() -> None:
    warm_up()


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=12))
def test_that_no_mix_of_words_makes_any_reader_fail(pieces: list[str]) -> None:
    for joiner in ("", " "):
        for reader in tables.READERS:
            tables.read(reader, joiner.join(pieces))


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_that_no_characters_make_any_reader_fail(text: str) -> None:
    for reader in tables.READERS:
        tables.read(reader, text)


@pytest.mark.parametrize("piece", LONG)
@pytest.mark.parametrize("reader", tables.READERS)
def test_that_ten_thousand_characters_are_read_within_half_a_second(reader: str, piece: str) -> None:
    text = (piece * 10_000)[:10_000]
    start = time.thread_time()  # of this thread: other processes share the cores
    gc.disable()  # tidying up after thousands of tests takes a second, and isn't the reader's work
    try:
        tables.read(reader, text)
        taken = time.thread_time() - start
    finally:
        gc.enable()
    assert taken < 0.5


def test_that_a_sentence_is_read_within_three_milliseconds() -> None:
    texts = [text for _, text, _ in tables.cases(Path(__file__).parent / "cases" / "facts.yaml")]
    took = []
    for text in texts:
        start = time.perf_counter()
        read_facts(text, tables.TODAY)
        took.append(time.perf_counter() - start)
    assert statistics.median(took) < 0.003


def test_that_importing_loads_no_library_and_prints_nothing() -> None:
    slow = "jionlp cn2an dateparser phonenumbers opencc stdnum pypinyin rapidfuzz"
    code = f"import sys, language; print([m for m in '{slow}'.split() if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_that_a_correction_tells_what_it_takes_back() -> None:
    correction = read_correction("年龄错了,是53不是35")
    assert correction is not None
    assert correction.negated == ("不是35",)


def test_that_a_plain_sentence_corrects_nothing() -> None:
    assert read_correction("我爸65岁") is None
