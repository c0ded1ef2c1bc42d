"""What kinds of loss there are, as customers sort them."""

from __future__ import annotations

from enum import StrEnum


class ClaimType(StrEnum):
    """What happened, as the customer would sort it."""

    OUTPATIENT = "outpatient"  # 门诊
    HOSPITAL = "hospital"  # 住院
    DISABILITY = "disability"  # 意外伤残
    CRITICAL_ILLNESS = "critical_illness"  # 重疾
    DEATH = "death"  # 身故
    FLIGHT_DELAY = "flight_delay"  # 航班延误
    BAGGAGE_LOSS = "baggage_loss"  # 行李丢失
    BAGGAGE_DELAY = "baggage_delay"  # 行李延误
    TRIP_CANCELLATION = "trip_cancellation"  # 行程取消
    CAR_DAMAGE = "car_damage"  # 车损
    THIRD_PARTY = "third_party"  # 三者
    HOME_DAMAGE = "home_damage"  # 家财
    EMPLOYER = "employer"  # 雇主团体
    OTHER = "other"


class Cause(StrEnum):
    ACCIDENT = "accident"
    ILLNESS = "illness"
