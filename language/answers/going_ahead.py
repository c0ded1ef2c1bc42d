"""Words of going ahead that are no yes elsewhere: to a quote, a notice, the payment; and of wanting something else."""

from __future__ import annotations

import re

_BUYS = re.compile(
    r"^(?!.*(?:不|别|没|再|吗|呢|么|怎么|多少|如果|另|其[他它]|not|n't|other|if |how|what|\?|？)).*"
    r"(?:买|要了|下单|投保|成交|就它|buy|take it|go ahead|sign me up|deal)",
    re.IGNORECASE,
)
_HAS_READ = re.compile(
    r"^(?!.*(?:不|没|别|吗|呢|not|n't|\?|？)).*"
    r"(?:知道|晓得|明白|清楚|了解|看[过完]|读[过完]|接受|认可|同意|统一|"
    r"got it|understood|i understand|read it|agree|accept)",
    re.IGNORECASE,
)
_PAYS = re.compile(
    r"^(?!.*(?:了|已|过|不|别|怎么|为什么|退|paid|don.t|not|cancel|how|why)).*(?:付款|支付|付钱|去付|pay)",
    re.IGNORECASE,
)
_CHANGES = re.compile(
    r"(?:还是|改成?|换成?|不是|算了)[^?？吗]*(?:[给为帮].{1,8}[买保看]|[买看].{0,6}险)|instead|rather|actually",
    re.IGNORECASE,
)


def goes_ahead_with_buying(text: str) -> bool:
    """就买它, 下单, sign me up."""
    return bool(_BUYS.search(text))


def has_read(text: str) -> bool:
    """看过了, 明白, understood."""
    return bool(_HAS_READ.search(text))


def wants_to_pay(text: str) -> bool:
    """去付款; not that it is paid, nor how."""
    return bool(_PAYS.search(text))


def wants_another(text: str) -> bool:
    """还是给我妈买, 改看医疗险, rather for my wife: what was said before shall be something else."""
    return bool(_CHANGES.search(text))
