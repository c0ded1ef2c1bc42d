"""Two spellings of one thing are one; what is stored tells nobody what it was."""

from __future__ import annotations

import pytest

from adapters.keyed_hashes import KeyedHashes
from insurance.identifiers import Kind, normalise
from insurance.riskcontrol import identifiers as i


@pytest.mark.parametrize(
    ("made", "one", "other"),
    [
        (i.phone, "13812345678", "+86 138-1234-5678"),
        (i.phone, "13812345678", "００８６１３８１２３４５６７８"),
        (i.phone, "(010) 6552 9988", "+861065529988"),
        (i.phone, "+1 415-555-2671", "0014155552671"),
        (i.person, "110105491231002", "11010519491231002X"),
        (i.person, "11010119900304001x", " 110101 19900304 001X"),
        (i.account, "6222 0200 0000 0000", "6222020000000000"),
        (i.address, "上海市浦东新区锦绣路100弄5号楼", "上海市 浦东新区,锦绣路１００弄5栋"),
        (i.institution, "仁和医院（东院）", "仁和医院(东院)"),
        (i.company, "91350100m000100y43", "91350100 M000100Y43"),
    ],
)
def test_that_two_spellings_are_one(made, one, other):
    assert made(one) == made(other)


@pytest.mark.parametrize(
    ("made", "one", "other"),
    [
        (i.phone, "13812345678", "13812345679"),
        (i.phone, "+1 415-555-2671", "14155552671"),
        (i.address, "锦绣路100弄5号", "锦绣路100弄6号"),
    ],
)
def test_that_two_things_are_two(made, one, other):
    assert made(one) != made(other)


@pytest.mark.parametrize("number", ["+8613812345678", "+861065529988", "+14155552671"])
def test_that_a_phone_is_looked_up_in_the_blacklist_as_partners_list_it(number):
    assert normalise(Kind.PHONE, i.phone(number).value) == normalise(Kind.PHONE, number)


def test_that_a_plain_value_never_shows():
    assert "13812345678" not in repr(i.phone("13812345678"))


def test_that_a_hash_depends_on_key_kind_and_value():
    hashes = KeyedHashes("a key")
    told = {hashes.of(i.phone("13812345678")), hashes.of(i.account("13812345678")), hashes.of(i.phone("13812345679")),
            KeyedHashes("another").of(i.phone("13812345678"))}  # fmt: skip
    assert len(told) == 4
    assert {len(one) for one in told} == {32}
    assert hashes.of(i.phone("+86 13812345678")) in told


def test_that_there_is_no_hashing_without_a_key():
    with pytest.raises(ValueError, match="LINGBAO_RISK_KEY"):
        KeyedHashes("")
