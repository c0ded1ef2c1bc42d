"""Figures of whole turns, against a running system.

How each is taken:

- **gateway ÷ bare Rasa**: two customers say the same script, one through the gateway, the other straight to the Rasa
  behind it; each message goes both ways before the next one, in turns first the one, then the other. New customers for
  each round, so that both always stand at the same place and neither tracker is longer.
- **long conversation**: one customer says the script ten times over: turns 1–40 and 161–200 are the same words at the
  same places of the dialogue.
- **a tapped button**: 查一下我名下的保单 typed and `/show_policies` tapped, each after 帮助: same intent, same action,
  same answer; the one difference is that the text has to be understood. How long that takes is asked of Rasa's own NLU
  with the same model in a process beside it, right after each pair. What stays of `tapped - (typed - understood)` is
  what a tap pays on top of the rest of a turn: 0 if it pays no NLU, as much as understanding takes if it did. Stage
  timings of the gateway, the median of all rounds' differences.
"""

from __future__ import annotations

from collections.abc import Callable

from bench.dialogue import SCRIPT, Turn, Ways, new_sender
from bench.figures import Figure, p50
from bench.understanding import Understanding

TEXT_TURN_MS = 60.0
OVERHEAD = 1.25
GROWTH = 1.3
TAP_MS = 1.0
WINDOW = 40  # turns compared at each end of a long conversation


def gateway_and_bare(ways: Ways, rounds: int) -> list[Figure]:
    """The cost of the gateway, and the median turn itself."""
    _pairs(ways, SCRIPT)  # warm: first turns open connections and fill caches
    pairs = [pair for _ in range(rounds) for pair in _pairs(ways, SCRIPT)]
    gateway, bare = p50([g.milliseconds for g, _ in pairs]), p50([b.milliseconds for _, b in pairs])
    stages = {
        f"{name}_ms": p50([g.stages[name] for g, _ in pairs if name in g.stages]) for name in ("store", "mask", "rasa")
    }
    return [
        Figure("gateway turn ÷ bare rasa, p50", gateway / bare, "ratio", OVERHEAD, {"turns": len(pairs)}),
        Figure("text turn, p50", gateway, "ms", TEXT_TURN_MS, {"bare_ms": bare, **stages}),
    ]


def _pairs(ways: Ways, script: tuple[str, ...]) -> list[tuple[Turn, Turn]]:
    one, other, pairs = new_sender(), new_sender(), []
    for number, message in enumerate(script[:-1]):  # a twentieth turn would begin a new session behind the gateway
        if number % 2:
            bare = ways.bare(other, message)
            pairs.append((ways.gateway(one, message), bare))
        else:
            pairs.append((ways.gateway(one, message), ways.bare(other, message)))
    return pairs


def long_conversation(ways: Ways, turns: int = 200, window: int = WINDOW) -> Figure:
    """Whether a conversation gets slower as it gets longer."""
    return Figure(f"{_named(turns, window)}, gateway", _growth(ways.gateway, turns, window), "ratio", GROWTH)


def long_conversation_bare(ways: Ways, turns: int = 200, window: int = WINDOW) -> Figure:
    """The same with bare Rasa, for comparison."""
    return Figure(f"{_named(turns, window)}, bare rasa", _growth(ways.bare, turns, window), "ratio")


def _named(turns: int, window: int) -> str:
    return f"turns {turns - window + 1}-{turns} ÷ turns 1-{window}"


def _growth(way: Callable[[str, str], Turn], turns: int, window: int) -> float:
    sender = new_sender()
    spent = [way(sender, SCRIPT[number % len(SCRIPT)]).milliseconds for number in range(turns)]
    return p50(spent[-window:]) / p50(spent[:window])


def tapped_button(ways: Ways, understanding: Understanding, rounds: int) -> Figure:
    """What a tapped button pays beyond the rest of a text turn."""
    typed_words, payload = "查一下我名下的保单", "/show_policies"  # not the title of the button: that would be a tap
    sender, rests, tapped_ms, typed_ms, nlu_ms = new_sender(), [], [], [], []
    for number in range(rounds + 3):
        ways.gateway(sender, "帮助")
        typed = ways.gateway(sender, typed_words)
        ways.gateway(sender, "帮助")
        tapped = ways.gateway(sender, payload)
        nlu = understanding.milliseconds(typed_words)
        if [r.get("text") for r in typed.replies] != [r.get("text") for r in tapped.replies]:
            raise RuntimeError("typed and tapped were answered differently: they can't be compared")
        if number < 3:  # warm
            continue
        rests.append(tapped.stages["total"] - (typed.stages["total"] - nlu))
        tapped_ms.append(tapped.stages["total"])
        typed_ms.append(typed.stages["total"])
        nlu_ms.append(nlu)
    more = {"tapped_ms": p50(tapped_ms), "typed_ms": p50(typed_ms), "nlu_ms": p50(nlu_ms)}
    return Figure("button turn - rest of a text turn, p50", p50(rests), "ms", TAP_MS, more)
