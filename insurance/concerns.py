"""Which benefit answers a worry: by the benefit's code first, then by a word in its name."""

from __future__ import annotations

from insurance.catalogue import Benefit, Plan
from insurance.lines import Concern

# In order of how directly they answer the worry.
ANSWERS: dict[Concern, tuple[str, ...]] = {
    Concern.FALL: ("fracture", "骨折", "joint", "关节", "accident_medical", "意外医疗"),
    Concern.TRAFFIC: ("transport", "traffic", "交通", "公共交通", "accidental_death"),
    Concern.HOSPITAL_BILL: ("hospital", "住院医疗", "inpatient", "住院", "accident_medical", "医疗"),
    Concern.CANCER: ("cancer", "癌", "恶性肿瘤", "proton", "质子"),
    Concern.CRITICAL_ILLNESS: ("critical_illness", "重大疾病", "重疾", "重症"),
    Concern.DEATH: ("death", "身故"),
    Concern.SUDDEN_DEATH: ("sudden_death", "猝死"),
    Concern.DISABILITY: ("disability", "伤残", "全残"),
    Concern.RETIREMENT: ("pension", "养老", "annuity", "年金"),
    Concern.EDUCATION: ("education", "教育", "annuity", "年金"),
    Concern.FLIGHT_DELAY: ("flight_delay", "航班延误", "delay"),
    Concern.BAGGAGE: ("baggage", "行李"),
    Concern.VISA: ("medical", "医疗"),
    Concern.MORTGAGE: ("death", "身故"),
    Concern.WATER_DAMAGE: ("water", "水管", "水渍", "水暖管"),
    Concern.THEFT: ("theft", "盗"),
    Concern.FIRE: ("building", "fire", "房屋", "火灾"),
    Concern.OUTPATIENT: ("outpatient", "门诊", "门急诊"),
    Concern.SPORTS_INJURY: ("sport", "运动", "accident_medical", "意外医疗"),
}


def benefit_for(concern: Concern, plan: Plan) -> Benefit | None:
    """The benefit of a plan that answers a worry, None when it has none."""
    for word in ANSWERS[concern]:
        for benefit in plan.benefits:
            if word in benefit.code or word in benefit.name.zh:
                return benefit
    return None
