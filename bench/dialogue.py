"""What is said while the time is taken: a script, and the two ways a message can take."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import httpx

from ops.system import System

# Twenty turns from a need to a quote's questions and back to the start, so that it can be said again and again by one
# customer. It searches, compares, digresses, corrects and steps back.
SCRIPT = (
    "我爸65了，怕他摔跤，一年五百块以内",
    "等待期多久",
    "对比一下",
    "为什么问这个",
    "换一批",
    "选第一个",
    "谢谢",
    "没有",
    "你是谁",
    "返回",
    "改成300块预算",
    "猝死赔吗",
    "我的保单",
    "继续",
    "帮助",
    "今天天气怎么样",
    "取消",
    "我想买旅游险，去日本玩5天",
    "重新开始",
    "是的",
)


@dataclass(frozen=True)
class Turn:
    """`seconds` as the caller saw it; `stages` in milliseconds as the gateway took it, empty for bare Rasa."""

    seconds: float
    replies: list[Mapping[str, Any]]
    stages: Mapping[str, float] = field(default_factory=dict)

    @property
    def milliseconds(self) -> float:
        return self.seconds * 1000


class Ways:
    """One kept-alive connection to the gateway and one to the same Rasa behind it.

    Bare Rasa is told language and channel as the gateway tells it, so that both do the same work.
    """

    def __init__(self, system: System) -> None:
        self._client = httpx.Client(timeout=60, trust_env=False)
        self._gateway = f"{system.url}/webhooks/rest/webhook"
        self._rasa = f"{system.environment['LINGBAO_RASA_URL']}/webhooks/rest/webhook"
        self._headers = system.rest_headers

    def gateway(self, sender: str, message: str) -> Turn:
        return self._ask(self._gateway, {"sender": sender, "message": message}, self._headers)

    def bare(self, sender: str, message: str) -> Turn:
        about = {"language": "zh", "channel": "rest"}
        return self._ask(self._rasa, {"sender": sender, "message": message, "metadata": about}, {})

    def _ask(self, url: str, body: Mapping[str, Any], headers: Mapping[str, str]) -> Turn:
        began = time.perf_counter()
        response = self._client.post(url, json=body, headers=dict(headers))
        seconds = time.perf_counter() - began
        response.raise_for_status()
        told = response.headers.get("x-stage-timings", "")
        stages = {name: float(value) for name, _, value in (one.partition("=") for one in told.split(";") if one)}
        return Turn(seconds, response.json(), stages)


def new_sender() -> str:
    return f"bench-{uuid.uuid4().hex[:12]}"
