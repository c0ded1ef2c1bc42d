"""The set of documents is what it says: enough of each, the same each time, and its truth stands on the paper."""

from __future__ import annotations

import hashlib
import io
import re
from collections import Counter
from datetime import date
from decimal import Decimal
from pathlib import Path
from random import Random

import pypdfium2
import pytest
from PIL import Image, ImageFilter, ImageStat

from insurance.identifiers import Kind, normalise
from tests.documents.conftest import MadeSet
from tests.documents.make import HELD_OUT, SEED, make_one
from tests.documents.paper import Paper
from tests.documents.plan import MAKERS, Order, orders
from tests.documents.truth import (
    AMOUNTS,
    CUT_OFF,
    DATES,
    FIELDS,
    KINDS,
    NUMBERS,
    OTHER_NUMBERS,
    READABLE,
    UNKNOWN,
    UNREADABLE,
    load,
)
from tests.documents.typeset import height_before, pdf
from tests.documents.writing import DAY_WAYS, airline, chinese, english, in_words

OF_MANY_LAYOUTS = (
    *("medical_invoice", "discharge_summary", "diagnosis_certificate", "outpatient_record", "itemised_bill"),
    *("delay_certificate", "boarding_pass"),
)
PAPERS = [(kind, layout) for kind in KINDS for layout in MAKERS[kind][1]]
CODES = {
    "sex": ("male", "female"),
    "visit": ("outpatient", "inpatient"),
    "cancelled": ("yes", "no"),
    "matter": ("lost", "delayed", "damaged"),
}
IN_WORDS = {
    "1860.00": "壹仟捌佰陆拾元整",
    "1860.05": "壹仟捌佰陆拾元零伍分",
    "200.10": "贰佰元壹角整",
    "1008.00": "壹仟零捌元整",
    "10050.07": "壹万零伍拾元零柒分",
    "23000.46": "贰万叁仟元肆角陆分",
    "100020.00": "壹拾万零贰拾元整",
    "0.30": "叁角整",
}


@pytest.mark.parametrize(("amount", "words"), IN_WORDS.items())
def test_that_amounts_are_written_in_words_as_cheques_are(amount: str, words: str) -> None:
    assert in_words(Decimal(amount)) == words


def test_that_there_are_enough_documents_of_every_kind(made: MadeSet) -> None:
    readable = Counter(one.kind for one in made.documents if one.quality == READABLE)
    assert sum(readable.values()) >= 130
    assert readable[UNKNOWN] >= 10
    assert min(readable[kind] for kind in KINDS) >= 6
    assert sum(one.quality in (UNREADABLE, CUT_OFF) for one in made.documents) >= 12


def test_that_the_kinds_that_matter_most_come_in_three_layouts_and_more(made: MadeSet) -> None:
    layouts = {(one.kind, one.layout) for one in made.documents}
    assert all(sum(kind == one for one, _ in layouts) >= 3 for kind in OF_MANY_LAYOUTS)


def test_that_every_form_and_damage_comes_often(made: MadeSet) -> None:
    forms = Counter(one.form for one in made.documents)
    damages = Counter(harm for one in made.documents for harm in one.damage or ("clean",))
    assert min(forms[form] for form in ("png", "jpg", "pdf_text", "pdf_scan")) >= 5
    harms = ("clean", "skewed", "turned", "blurred", "jpeg_q40", "phone", "stamped", "faded", "creased")
    assert min(damages[harm] for harm in harms) >= 6
    assert all(len(set(one.damage) - {"photocopied"}) <= 2 for one in made.documents)


def test_that_the_set_is_made_well_within_a_minute(made: MadeSet) -> None:
    assert made.seconds < 60


def test_that_files_are_what_their_names_say_and_have_the_pages_told(made: MadeSet) -> None:
    for one in made.documents:
        content = (made.folder / one.file).read_bytes()
        if one.media_type == "application/pdf":
            opened = pypdfium2.PdfDocument(content)
            has_text = bool(opened[0].get_textpage().get_text_range().strip())
            assert (len(opened), has_text) == (one.pages, one.form == "pdf_text"), one.file
        else:
            assert Image.open(io.BytesIO(content)).get_format_mimetype() == one.media_type


def test_that_truth_read_back_is_the_truth_written(made: MadeSet) -> None:
    assert load(made.folder) == made.documents
    assert len({one.file for one in made.documents}) == len(made.documents)


def test_that_truth_is_canonical(made: MadeSet) -> None:
    for one in made.documents:
        assert set(one.fields) <= set(FIELDS)
        for code, value in one.fields.items():
            if code in DATES:
                assert date.fromisoformat(value).isoformat() == value
            if code in CODES:
                assert value in CODES[code]
            if code in AMOUNTS:
                assert re.fullmatch(r"\d+\.\d\d", value), (one.file, code, value)
            if code in NUMBERS + OTHER_NUMBERS:
                assert re.fullmatch(r"[0-9A-Z]+", value), (one.file, code, value)


def test_that_identity_and_card_numbers_have_the_right_last_digit(made: MadeSet) -> None:
    numbers = [one.fields["id_number"] for one in made.documents if "id_number" in one.fields]
    cards = [one.fields["card_number"] for one in made.documents if "card_number" in one.fields]
    assert len(numbers) > 20
    assert [normalise(Kind.ID_NUMBER, number) for number in numbers] == numbers
    assert len(cards) > 5
    assert all(_luhn(number) for number in cards)


def test_that_a_seed_gives_the_same_bytes_each_time(made: MadeSet, tmp_path: Path) -> None:
    for order in list(orders(SEED))[::9]:
        again = make_one(tmp_path, SEED, order)
        first = next(one for one in made.documents if one.file == again.file)
        assert again == first
        assert _digest(tmp_path / again.file) == _digest(made.folder / first.file), again.file


def test_that_the_held_out_seed_gives_other_contents_and_other_combinations(made: MadeSet, tmp_path: Path) -> None:
    first, held_out = list(orders(SEED)), list(orders(HELD_OUT))
    assert len(set(held_out) - set(first)) > len(first) / 2
    known = {
        one.fields.get("name") or one.fields.get("card_number") for one in made.documents if one.kind == "bank_card"
    }
    others = [make_one(tmp_path, HELD_OUT, one) for one in held_out if one.kind == "bank_card"]
    assert not known & {one.fields["card_number"] for one in others}


@pytest.mark.parametrize(("kind", "layout"), PAPERS)
def test_that_the_truth_stands_on_the_paper(kind: str, layout: str) -> None:
    for seed in range(3):
        paper = MAKERS[kind][0](Random(f"{seed}"), layout)
        text = _printed(paper)
        for code in (*NUMBERS, *OTHER_NUMBERS, *DATES, *AMOUNTS, "name", "hospital", "diagnosis", "cause", "bank"):
            if code in paper.fields:
                assert any(way in text for way in _ways(code, paper.fields[code])), (code, paper.fields[code], text)


@pytest.mark.parametrize("layout", MAKERS["medical_invoice"][1])
def test_that_what_is_on_an_invoice_adds_up(layout: str) -> None:
    paper = MAKERS["medical_invoice"][0](Random(7), layout)
    total = Decimal(paper.fields["amount"])
    assert sum(Decimal(line[-1].replace(",", "")) for line in paper.contents["lines"]) == total
    if layout != "english":
        paid = {name: Decimal(value) for name, value in paper.contents["others"] if "付" in name or "自费" in name}
        cash = paid["个人账户支付"] + paid["个人现金支付"]
        assert paid["医保统筹基金支付"] + paid["其他支付"] + cash == total
        assert paid["个人自付"] + paid["个人自费"] == cash


def test_that_a_picture_cut_off_ends_above_the_amount_and_its_truth_tells_none(made: MadeSet) -> None:
    cut = [one for one in made.documents if one.quality == CUT_OFF]
    assert len(cut) == 4
    for one in cut:
        assert not set(AMOUNTS) & set(one.fields)
        paper = MAKERS[one.kind][0](Random(f"{SEED}:{one.kind}:{one.layout}:90"), one.layout)
        assert Image.open(made.folder / one.file).height < (height_before(paper, "amount") or 0)


def test_that_pictures_nobody_can_read_have_no_edges_left(made: MadeSet) -> None:
    def edges(file: str, box: int = 0) -> float:
        picture = Image.open(made.folder / file).convert("L")
        return float(
            ImageStat.Stat(picture.filter(ImageFilter.FIND_EDGES).crop((2, 2, *(n - 2 for n in picture.size)))).mean[0]
        )

    smeared = [edges(one.file) for one in made.documents if "smeared" in one.damage]
    blurred = [
        edges(one.file)
        for one in made.documents
        if one.damage == ("blurred",) and one.form == "jpg" and one.kind != UNKNOWN
    ]
    assert max(smeared) < min(blurred) * 0.6
    tiny = [Image.open(made.folder / one.file).width for one in made.documents if "tiny" in one.damage]
    assert tiny
    assert max(tiny) < 200
    dark = [
        ImageStat.Stat(Image.open(made.folder / one.file).convert("L")).mean[0]
        for one in made.documents
        if "dark" in one.damage
    ]
    assert dark
    assert max(dark) < 30


def test_that_nothing_is_said_of_papers_of_no_kind(made: MadeSet) -> None:
    assert all(not one.fields for one in made.documents if one.kind == UNKNOWN)


def test_that_an_order_is_drawn_as_it_was_given(tmp_path: Path) -> None:
    one = make_one(tmp_path, SEED, Order("itemised_bill", "long", 0, (), "pdf_scan"))
    assert one.pages == len(pypdfium2.PdfDocument(tmp_path / one.file)) == 2


def _printed(paper: Paper) -> str:
    pages = pypdfium2.PdfDocument(pdf(paper))
    return _bare("".join(pages[i].get_textpage().get_text_range() for i in range(len(pages))))


def _bare(text: str) -> str:
    return re.sub(r"[\s\x00-\x1f\u2060\ufffe,]", "", text)


def _ways(code: str, value: str) -> list[str]:
    if code not in DATES:
        return [_bare(value), _bare(value.replace("/", " "))]
    day = date.fromisoformat(value)
    ways = [way.format(day) for way in DAY_WAYS] + [airline(day), chinese(day), english(day), f"{day:%Y%m%d}"]
    return [_bare(way) for way in ways]


def _luhn(number: str) -> bool:
    doubled = [int(digit) * (1 + i % 2) for i, digit in enumerate(reversed(number))]
    return sum(one // 10 + one % 10 for one in doubled) % 10 == 0


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
