"""Many decisions about random people replay the same; `make bench` does it with ten thousand."""

from bench.rules import replaying


def test_that_three_hundred_random_decisions_replay_the_same():
    replayed, shadowed = replaying(300)
    assert (replayed.value, shadowed.value) == (0, 0)
    assert replayed.more["decisions"] == 300
    assert replayed.more["answers"] > 300
