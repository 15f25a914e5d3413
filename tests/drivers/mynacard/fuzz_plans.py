"""Which answers of a road go wrong, and how: decided by the seed before the road begins."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from random import Random
from types import MappingProxyType
from typing import Final, TypeAlias

from tests.drivers.mynacard.fuzz_answers import KINDS

KindAt: TypeAlias = Callable[[int], str | None]
"""What happens to the answer to the n-th command of a road (from 1): the kind's name, or None."""

Maker: TypeAlias = Callable[[Random, int], KindAt]


@dataclass(frozen=True)
class Plan:
    """One way to spoil a road."""

    name: str
    kind_at: KindAt


def _kind(chance: Random) -> str:
    return chance.choice(list(KINDS))


def _one(chance: Random, length: int) -> KindAt:
    place, kind = chance.randint(1, length), _kind(chance)
    return lambda step: kind if step == place else None


def _some(chance: Random, length: int) -> KindAt:
    places = {chance.randint(1, length): _kind(chance) for _ in range(chance.randint(2, 4))}
    return places.get


def _rain(chance: Random, length: int) -> KindAt:
    share = chance.choice((0.02, 0.1, 0.3, 1.0))
    return lambda step: _kind(chance) if chance.random() < share else None


def _from(chance: Random, length: int) -> KindAt:
    first, kind = chance.randint(1, length), _kind(chance)
    return lambda step: kind if step >= first else None


PLANS: Final[Mapping[str, tuple[int, Maker]]] = MappingProxyType(
    {
        "one answer": (50, _one),
        "some answers": (20, _some),
        "now and then": (20, _rain),
        "all from one on": (10, _from),
    }
)
"""Plans by name, each with the share of roads that it gets."""


def draw_plan(chance: Random, length: int) -> Plan:
    """Draw a plan for a road of `length` commands."""
    shares = [share for share, _ in PLANS.values()]
    [name] = chance.choices(list(PLANS), shares)
    return Plan(name, PLANS[name][1](chance, length))
