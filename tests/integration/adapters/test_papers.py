"""The e-policy, typeset for real and read back."""

from __future__ import annotations

import pypdfium2
import pytest

from adapters.papers import PaperIncomplete, TypstPapers

CONTENT: dict[str, object] = {
    "policy_number": "HT102026310100000001",
    "insurer": "恒泰财产保险",
    "product": "恒泰孝心安老年意外险",
    "product_version": "2026.1",
    "plan": "基础版",
    "issued_at": "2026年11月22日 19:05:12",
    "effective": "2026年11月23日 零时",
    "expiry": "2027年11月22日 二十四时",
    "sum_insured": "100,000.00",
    "premium": "168.00",
    "payment": "一次交清",
    "waiting": "无",
    "applicant": {"name": "李明", "id_number": "110101********0015", "phone": "138****8000"},
    "insured": [
        {"name": "李建国", "id_number": "110101********0038", "relation": "父母", "sex": "男", "birth": "1961-03-05"},
        {"name": "欧阳䶮", "id_number": "110101********0021", "relation": "父母", "sex": "女", "birth": "1963-07-19"},
    ],
    "beneficiary": "法定",
    "benefits": [
        {"name": "意外身故", "limit": "100,000.00", "article": "2.1"},
        {"name": "意外伤残", "limit": "100,000.00", "article": "2.2", "note": "按伤残等级比例给付"},
        {"name": "意外医疗", "limit": "10,000.00", "article": "2.3", "deductible": "100.00", "ratio": "80%"},
        {"name": "骨折津贴", "limit": "5,000.00", "article": "2.4", "note": "按骨折部位比例"},
        {"name": "意外住院津贴", "limit": "每天100元，最多90天", "article": "2.5"},
    ],
    "deductible_note": "意外医疗每次事故100元",
    "exclusions": [
        {"text": "投保人对被保险人的故意杀害、故意伤害", "article": "3.1"},
        {"text": "被保险人故意自伤、自杀", "article": "3.2"},
        {"text": "被保险人醉酒、斗殴、吸食或注射毒品", "article": "3.3"},
        {"text": "既往症及其并发症", "article": "3.4"},
        {"text": "潜水、跳伞、攀岩等高风险运动", "article": "3.5"},
    ],
    "special_agreements": ["每一被保险人限购一份，多投无效。", "就诊医院限二级及以上公立医院。"],
    "cooling_off": "自您收到本保险单之日起15日内为犹豫期，"
    "犹豫期内退保无息退还全部保险费；犹豫期后退保按条款退还现金价值。",
    "claim_hotline": "400-000-0101",
}


@pytest.fixture(scope="module")
def document() -> pypdfium2.PdfDocument:
    return pypdfium2.PdfDocument(TypstPapers().policy_pdf(CONTENT))


def words(document: pypdfium2.PdfDocument) -> str:
    text = "".join(page.get_textpage().get_text_range() for page in document)
    return "".join(text.split())


def test_that_the_policy_says_what_was_sold(document: pypdfium2.PdfDocument) -> None:
    said = words(document)
    for wanted in ("电子保险单", "灵保", "恒泰财产保险", "HT102026310100000001", "李建国", "欧阳䶮", "意外医疗", "80%",
                   "168.00", "2026年11月23日零时", "既往症及其并发症", "每一被保险人限购一份", "犹豫期", "400-000-0101",
                   "虚构", "Fictional", "电子保单专用章", "第1页/共"):  # fmt: skip
        assert wanted in said, wanted


def test_that_no_font_of_the_machine_is_used(document: pypdfium2.PdfDocument) -> None:
    fonts = set()
    for page in document:
        for piece in page.get_objects(filter=[pypdfium2.raw.FPDF_PAGEOBJ_TEXT]):
            fonts.add(piece.get_font().get_base_name().split("+")[-1])
    assert fonts <= {"NotoSansSC-Regular", "NotoSerifSC-Regular"}


def test_that_content_never_runs_as_markup() -> None:
    paper = TypstPapers().policy_pdf(CONTENT | {"beneficiary": '#panic("x") *b* $x$ \\ <s>'})
    assert '#panic("x")*b*$x$' in words(pypdfium2.PdfDocument(paper))


def test_that_a_missing_or_unknown_field_is_named() -> None:
    with pytest.raises(PaperIncomplete, match="premium"):
        TypstPapers().policy_pdf({k: v for k, v in CONTENT.items() if k != "premium"})
    with pytest.raises(PaperIncomplete, match="colour"):
        TypstPapers().policy_pdf(CONTENT | {"colour": "red"})


def test_that_many_insured_run_over_pages() -> None:
    many = [{"name": f"员工{n}", "id_number": "110101********0015", "relation": "雇员"} for n in range(80)]
    paper = pypdfium2.PdfDocument(TypstPapers().policy_pdf(CONTENT | {"insured": many}))
    assert len(paper) >= 3
    assert "员工79" in words(paper)
