"""What stands on the e-policy: every value as it is to be read, in Chinese, identity numbers masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from insurance.catalogue import Benefit, Product
from insurance.lines import Language, Relation, Sex
from insurance.money import Money
from insurance.policies import SHANGHAI, Policy
from insurance.ports import IssueRequest, Wording
from insurance.quotes import Quote
from insurance.rate_table import PremiumPeriod

RELATIONS = {
    Relation.SELF: "本人", Relation.SPOUSE: "配偶", Relation.CHILD: "子女", Relation.PARENT: "父母",
    Relation.PARENT_IN_LAW: "配偶父母", Relation.GRANDPARENT: "祖父母", Relation.GRANDCHILD: "孙子女",
    Relation.SIBLING: "兄弟姐妹", Relation.EMPLOYEE: "员工", Relation.OTHER: "其他",
}  # fmt: skip
PERIODS = {
    PremiumPeriod.YEAR: "按年交", PremiumPeriod.MONTH: "按月交",
    PremiumPeriod.SINGLE: "一次交清", PremiumPeriod.TRIP: "一次交清",
}  # fmt: skip
COMPANY = "uscc"


def paper_content(
    policy: Policy, quote: Quote, product: Product, insurer: str, request: IssueRequest, wording: Wording
) -> Mapping[str, object]:
    """The keys that adapters.papers.PolicyPaperContent documents."""
    plan = product.plan(policy.plan_id)
    note = plan.deductible_note.zh if plan.deductible_note else ""
    return {
        "policy_number": policy.number,
        "insurer": insurer,
        "product": product.name.zh,
        "product_version": quote.product_version,
        "plan": plan.name.zh,
        "issued_at": policy.issued_at.astimezone(SHANGHAI).strftime("%Y年%m月%d日 %H:%M"),
        "effective": f"{_day(policy.effective)}零时",
        "expiry": f"{_day(policy.expiry)}二十四时" if policy.expiry else "",
        "sum_insured": amount(policy.sum_insured),
        "premium": amount(policy.premium),
        "payment": _payment(quote),
        "waiting": f"{product.waiting_days}天" if product.waiting_days else "无",
        "applicant": _person(request.applicant),
        "insured": [_person(person) for person in request.insured],
        "beneficiary": "法定" if request.beneficiary == "legal" else request.beneficiary,
        "benefits": [_benefit(benefit) for benefit in plan.benefits],
        "exclusions": [{"text": one.text.zh, "article": one.article} for one in product.exclusions],
        "deductible_note": note,
        "special_agreements": [*_special_agreements(quote, wording)],
        "cooling_off": _cooling_off(product),
        "claim_hotline": "在灵保对话中说“我要理赔”，全天24小时受理",
    }


def _special_agreements(quote: Quote, wording: Wording) -> Iterator[str]:
    """What underwriting left out or charged more for, as it was accepted in the conversation."""
    for code in quote.exclusions:
        name = wording.say(f"utter_exclusion_{code}", Language.ZH)
        yield wording.say("utter_paper_exclusion", Language.ZH, exclusion=name)
    if quote.loading_percent:
        yield wording.say("utter_paper_loading", Language.ZH, percent=quote.loading_percent)


def _payment(quote: Quote) -> str:
    years = quote.cover.pay_years
    return f"{years}年交" if years and years > 1 else PERIODS[quote.period]


def amount(money: Money) -> str:
    return f"{money.amount:,.2f}"


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"


def _person(person: Mapping[str, str]) -> Mapping[str, str]:
    company = person.get("id_type") == COMPANY
    number = person["id_number"]
    shown = {
        "name": person["name"],
        "id_number": number if company else mask_id(number),
        "id_type": "统一社会信用代码" if company else "居民身份证",
    }
    if person.get("relation"):
        shown["relation"] = RELATIONS[Relation(person["relation"])]
    if not company:
        shown["birth"] = f"{number[6:10]}-{number[10:12]}-{number[12:14]}"
        shown["sex"] = "男" if _sex_of(number) is Sex.MALE else "女"
    if person.get("phone"):
        shown["phone"] = f"{person['phone'][:-8]}****{person['phone'][-4:]}"
    return shown


def _sex_of(number: str) -> Sex:
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE  # GB 11643: the 17th digit is odd for men


def mask_id(number: str) -> str:
    """First six and last four, as policies print it."""
    return f"{number[:6]}********{number[-4:]}"


def _benefit(benefit: Benefit) -> Mapping[str, str]:
    return {
        "name": benefit.name.zh,
        "limit": _limit(benefit),
        "article": benefit.article,
        "deductible": amount(benefit.deductible) if benefit.deductible else "",
        "ratio": f"{benefit.ratio:.0%}" if benefit.ratio is not None else "",
        "note": benefit.note.zh if benefit.note else "",
    }


def _limit(benefit: Benefit) -> str:
    if benefit.limit is not None:
        return amount(benefit.limit)
    if benefit.limit_ratio is not None:
        return f"基本保险金额的{benefit.limit_ratio:.0%}"
    assert benefit.per_day is not None  # noqa: S101 - the catalogue check holds that one of the three is set
    days = f"，最多{benefit.max_days}天" if benefit.max_days else ""
    return f"每天{amount(benefit.per_day)}元{days}"


def _cooling_off(product: Product) -> str:
    if product.cooling_off_days:
        return f"签收保险合同之日起{product.cooling_off_days}日内为犹豫期，期间解除合同，全额退还已交保险费。"
    return "本产品无犹豫期；合同生效前可以解除，全额退还已交保险费。"
