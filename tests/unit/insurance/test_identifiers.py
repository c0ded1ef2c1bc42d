"""Normal forms and keyed hashes, as partners compute them."""

from __future__ import annotations

import pytest

from insurance.identifiers import HASH, Kind, NotOfThisKind, keyed_hash, normalise

ID = "11010519491231002X"


@pytest.mark.parametrize(
    ("kind", "written", "normal"),
    [
        (Kind.ID_NUMBER, "110105 19491231 002x", ID),
        (Kind.ID_NUMBER, "１１０１０５１９４９１２３１００２Ｘ", ID),
        (Kind.ID_NUMBER, "110105491231002", ID),
        (Kind.PASSPORT, " e1234-5678 ", "E12345678"),
        (Kind.PHONE, "138 0013 8000", "+8613800138000"),
        (Kind.PHONE, "+86 138-0013-8000", "+8613800138000"),
        (Kind.PHONE, "008613800138000", "+8613800138000"),
        (Kind.PHONE, "8613800138000", "+8613800138000"),
        (Kind.PHONE, "(010) 6552 9988", "+861065529988"),
        (Kind.PHONE, "+44 20 7946 0958", "+442079460958"),
        (Kind.BANK_CARD, "6222 0202 0000 0000 018", "6222020200000000018"),
        (Kind.DEVICE, " 3f2504e0-4f89-41d3 ", "3F2504E0-4F89-41D3"),
        (Kind.PLATE, "京A·d1234", "京AD1234"),
        (Kind.COMPANY_NUMBER, "91110000600037341l".replace("l", "L"), "91110000600037341L"),
    ],
)
def test_that_ways_of_writing_a_number_have_one_normal_form(kind, written, normal):
    assert normalise(kind, written) == normal
    assert normalise(kind, normal) == normal


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        (Kind.ID_NUMBER, "110105194912310021"),  # check digit
        (Kind.ID_NUMBER, "1101051949"),
        (Kind.PASSPORT, "ABCDEFGH"),
        (Kind.PHONE, "a lot"),
        (Kind.BANK_CARD, "62220202"),
        (Kind.DEVICE, "short"),
        (Kind.PLATE, "京"),
        (Kind.COMPANY_NUMBER, "91110000600037341I"),
        (Kind.PHONE, ""),
    ],
)
def test_that_another_shape_is_refused_without_being_repeated(kind, written):
    with pytest.raises(NotOfThisKind) as refused:
        normalise(kind, written)
    assert not written or written not in str(refused.value)


def test_that_the_published_example_holds():
    key = bytes.fromhex("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f")
    made = keyed_hash(key, Kind.ID_NUMBER, ID)
    assert made == "1ad799e7c5e22c7ec889aa8605f9327387db782ba986c2d22906d40ea0267745"
    assert HASH.fullmatch(made)


def test_that_kind_and_key_change_the_hash():
    hashes = {keyed_hash(key, kind, "12345678") for key in (b"a" * 32, b"b" * 32) for kind in Kind}
    assert len(hashes) == 2 * len(Kind)
