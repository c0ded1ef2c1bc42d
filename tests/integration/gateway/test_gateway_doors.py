"""Who gets in, and what the other doors answer: staff API, documents, payment notices, health."""

from __future__ import annotations

import pytest
from gateway_running import badge

from adapters.rules.in_force import RuleState

pytestmark = pytest.mark.server


@pytest.mark.parametrize("header", [{}, {"authorization": "Bearer wrong"}, {"authorization": "Basic rest-token"}])
@pytest.mark.parametrize("path", ["/webhooks/rest/webhook", "/webhooks/rest/upload"])
async def test_that_rest_needs_its_token(gateway, header, path):
    answer = await gateway.client.post(path, json={"sender": "li", "message": "你好"}, headers=header)
    assert answer.status_code == 401
    assert set(answer.json()["message"]) == {"zh", "en"}
    assert gateway.rasa.heard == []


@pytest.mark.parametrize(
    "body", ["", "{", "[]", '{"message":"x"}', '{"sender":"a b","message":"x"}', '{"sender":"li","message":{"a":1}}',
             '{"sender":"li","message":"x","metadata":[1]}', '{"sender":7,"message":"x"}'],
)  # fmt: skip
async def test_that_a_malformed_call_is_explained(gateway, body):
    headers = {"authorization": "Bearer rest-token", "content-type": "application/json"}
    answer = await gateway.client.post("/webhooks/rest/webhook", content=body, headers=headers)
    assert answer.status_code == 400
    assert answer.json()["message"]["zh"] == "zh:bad_request"
    assert "Traceback" not in answer.text


async def test_that_staff_see_a_conversation_and_its_customer(gateway):
    await gateway.say("你好")
    talk = (await gateway.client.get("/api/v1/conversations/li", headers=gateway.staff)).json()
    assert (talk["mode"], talk["owner"], talk["language"]) == ("auto", None, "zh")
    assert [line["text"] for line in talk["transcript"]] == ["你好", "echo 你好"]
    customer = (await gateway.client.get("/api/v1/customers/li", headers=gateway.staff)).json()
    assert set(customer) == {"needs", "quotes", "applications", "policies", "claims"}


@pytest.mark.parametrize(
    "path", ["conversations/li", "customers/li", "claims/1", "risk/cases", "handoffs", "decisions/1"]
)
async def test_that_the_staff_api_needs_a_staff_token(gateway, path):
    await gateway.say("你好")
    for header in ({}, {"authorization": "Bearer rest-token"}, badge("advisor", "x" * 40), badge("risk", hours=-1)):
        assert (await gateway.client.get(f"/api/v1/{path}", headers=header)).status_code == 401
    assert (await gateway.client.get(f"/api/v1/{path}", headers=badge("visitor"))).status_code == 403


@pytest.mark.parametrize(
    ("role", "path", "status"),
    [("advisor", "conversations/li", 200), ("partner", "conversations/li", 403), ("risk", "risk/cases", 200),
     ("advisor", "risk/cases", 403), ("advisor", "claims/1", 404), ("administrator", "handoffs", 200),
     ("underwriter", "decisions/1", 404), ("advisor", "decisions/1", 403), ("risk", "decisions/99999999999999", 404),
     ("advisor", "customers/nobody", 404), ("advisor", "conversations/nobody", 404)],
)  # fmt: skip
async def test_that_a_role_opens_what_it_should(gateway, role, path, status):
    await gateway.say("你好")
    assert (await gateway.client.get(f"/api/v1/{path}", headers=badge(role))).status_code == status


async def test_that_an_empty_token_setting_lets_nobody_in(tmp_path):
    from gateway_running import running

    async with running(tmp_path, rest_token="", staff_token="") as gateway:
        for header in ({}, {"authorization": "Bearer"}):
            assert (await gateway.client.get("/api/v1/handoffs", headers=header)).status_code == 401
            body = {"sender": "li", "message": "x"}
            assert (await gateway.client.post("/webhooks/rest/webhook", json=body, headers=header)).status_code == 401


async def test_that_a_document_opens_by_its_link_until_it_expires(gateway):
    name = await gateway.parts.files.put(b"%PDF-1.7", "application/pdf")
    good = await gateway.client.get(gateway.parts.links.document_path(name, "保单 P1.pdf", minutes=5))
    assert (good.status_code, good.content, good.headers["content-type"]) == (200, b"%PDF-1.7", "application/pdf")
    assert "no-store" in good.headers["cache-control"]
    for path in (gateway.parts.links.document_path(name, "x.pdf", minutes=-1), "/documents/forged"):
        gone = await gateway.client.get(path)
        assert gone.status_code == 410
        assert "zh:link_expired" in gone.text


async def test_that_a_payment_notice_is_acknowledged_only_when_recorded(gateway):
    post = gateway.client.post
    good = {"x-signature": "good"}
    assert (await post("/webhooks/payments/notify", content=b"O1", headers={"x-signature": "bad"})).status_code == 401
    gateway.parts.fulfilment.broken = True
    assert (await post("/webhooks/payments/notify", content=b"O1", headers=good)).status_code == 503
    gateway.parts.fulfilment.broken = False
    assert (await post("/webhooks/payments/notify", content=b"O1", headers=good)).status_code == 200
    assert gateway.parts.fulfilment.started == ["O1"]


async def test_that_readiness_names_the_part_that_is_missing(gateway):
    assert (await gateway.client.get("/healthz")).status_code == 200
    assert (await gateway.client.get("/readyz")).json() == {
        "ready": True, "parts": {"rasa": True, "actions": True, "database": True},
        "rules": {"activation": 3, "set_id": "5e7", "problem": "", "notice": ""},
    }  # fmt: skip
    await gateway.rasa.stop()
    answer = await gateway.client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["parts"]["rasa"] is False


async def test_that_rules_that_do_not_load_are_told_while_the_last_good_ones_are_used(gateway):
    gateway.parts.rules.state = RuleState(2, "5e6", "activation 3 doesn't load")
    answer = await gateway.client.get("/readyz")
    assert (answer.status_code, answer.json()["rules"]["problem"]) == (200, "activation 3 doesn't load")
    text = (await gateway.client.get("/metrics")).text
    assert "lingbao_rules_activation 2.0" in text
    assert "lingbao_rules_behind 1.0" in text


async def test_that_metrics_count_turns_by_stage(gateway):
    await gateway.say("你好")
    text = (await gateway.client.get("/metrics")).text
    assert 'lingbao_turns_total{channel="rest",outcome="answered"} 1.0' in text
    assert 'lingbao_turn_stage_seconds_count{stage="rasa"} 1.0' in text


async def test_that_pages_keep_to_this_host(gateway):
    for path in ("/desk", "/docs", "/pages/desk.js", "/pages/docs.js", "/pages/pages.css", "/docs/openapi.json"):
        page = await gateway.client.get(path)
        assert page.status_code == 200
        assert "default-src 'self'" in page.headers["content-security-policy"]
        assert "http://" not in page.text
        assert "https://" not in page.text
    assert "frame-ancestors 'none'" in (await gateway.client.get("/desk")).headers["content-security-policy"]


@pytest.mark.parametrize(
    ("path", "kind"), [("/", "text/html"), ("/widget.js", "javascript"), ("/web/app.js", "javascript")]
)
async def test_that_the_customer_page_and_its_script_are_served(gateway, path, kind):
    page = await gateway.client.get(path)
    assert page.status_code == 200
    assert kind in page.headers["content-type"]
    assert page.headers["cache-control"] == "no-cache"


async def test_that_the_api_description_names_every_path_served(gateway):
    described = set((await gateway.client.get("/docs/openapi.json")).json()["paths"])
    wanted = {"/webhooks/rest/webhook", "/webhooks/rest/upload", "/api/v1/conversations/{sender}",
              "/api/v1/customers/{sender}", "/api/v1/claims/{number}", "/api/v1/risk/cases", "/readyz"}  # fmt: skip
    assert wanted <= described


async def test_that_an_unknown_path_is_answered_in_both_languages(gateway):
    answer = await gateway.client.get("/no/such/page")
    assert answer.status_code == 404
    assert answer.json()["message"] == {"zh": "zh:not_found", "en": "en:not_found"}
    assert (await gateway.client.get("/web/../../pyproject.toml")).status_code == 404
    assert (await gateway.client.get("/pages/%2e%2e/app.py")).status_code in (400, 404)
