"""Roads with spoiled answers, one after the other; a road is told by its seed alone.

The seed decides patient, road, plan and every spoiled byte. What the chip itself draws (the
terminal's challenge) differs from run to run, its length does not.
"""

import logging
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from random import Random

from drivers.mynacard.card import MyNumberCard
from kiosk.ports.card import CardRead
from kiosk.ports.faults import DeviceFault
from tests.drivers.mynacard.fuzz_holder import Holder
from tests.drivers.mynacard.fuzz_judge import Broken, Judge, must
from tests.drivers.mynacard.fuzz_plans import draw_plan
from tests.drivers.mynacard.fuzz_roads import Call, roads_of
from tests.drivers.mynacard.fuzz_wire import EndlessCall, Wire


@dataclass
class Tally:
    """What a run came to."""

    roads: int = 0
    commands: int = 0
    spoiled: Counter[str] = field(default_factory=Counter[str])
    plans: Counter[str] = field(default_factory=Counter[str])
    outcomes: Counter[str] = field(default_factory=Counter[str])

    @property
    def answers(self) -> int:
        """Answers that were not what the chip had said, or in time."""
        return self.spoiled.total()


class Listener(logging.Handler):
    """Keeps what is logged while a road is walked."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.heard: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.heard.append(f"{record.getMessage()} {record.args} {record.exc_info}")


class Fuzzer:
    """Walks roads of all holders; knows how long each is when nothing is spoiled."""

    def __init__(self, holders: Mapping[str, Holder]) -> None:
        self._holders = holders
        self._lengths: dict[tuple[str, str], int] = {}
        self.tally = Tally()

    def walk(self, seeds: Iterable[int], answers: int) -> Tally:
        """Walk a road for each seed until so many answers were spoiled. Raises `AssertionError`."""
        for seed in seeds:
            self.attempt(seed)
            if self.tally.answers >= answers:
                break
        return self.tally

    def attempt(self, seed: int) -> None:
        """Walk the road of one seed; a broken invariant names the seed and the step."""
        chance = Random(seed)
        kind = chance.choice(sorted(self._holders))
        holder = self._holders[kind]
        roads = roads_of(holder)
        road = chance.choice(sorted(roads))
        length = self._length(kind, road)
        plan = draw_plan(chance, length)
        wire = Wire(holder.chip, plan.kind_at, chance)
        where = f"seed {seed}: {kind}, road {road!r}, {plan.name}"
        self._listened(holder, wire, roads[road], where)
        self.tally.roads += 1
        self.tally.commands += wire.commands
        self.tally.spoiled += wire.spoiled
        self.tally.plans[plan.name] += wire.spoiled.total()

    def _length(self, kind: str, road: str) -> int:
        if (kind, road) not in self._lengths:
            holder = self._holders[kind]
            self._lengths[kind, road] = length_of(holder, roads_of(holder)[road])
        return self._lengths[kind, road]

    def _listened(self, holder: Holder, wire: Wire, calls: tuple[Call, ...], where: str) -> None:
        listener, root = Listener(), logging.getLogger()
        level = root.level
        root.addHandler(listener)
        root.setLevel(logging.DEBUG)
        try:
            self._walked(holder, wire, calls)
            must(not holder.leaks_in(" ".join(listener.heard)), "the log tells who it was")
        except Broken as broken:
            raise AssertionError(f"{broken}; {where}, step {wire.commands}") from None
        except EndlessCall as endless:
            raise AssertionError(f"{endless}; {where}, step {wire.commands}") from None
        except Exception as error:
            place = f"{where}, step {wire.commands}"
            raise AssertionError(f"{type(error).__name__} out of the driver; {place}") from error
        finally:
            root.removeHandler(listener)
            root.setLevel(level)
            holder.renew()

    def _walked(self, holder: Holder, wire: Wire, calls: tuple[Call, ...]) -> None:
        """Walk on after a fault as well: the services do not, another caller might."""
        authority = wire.chance.random() < 0.8
        stubborn = wire.chance.random() < 0.3
        card = holder.driver(wire, authority=authority)
        judge = Judge(wire, holder, authority=authority)
        for number, call in enumerate(calls):
            challenge = bytes((number,)) * 32
            judge.before(call.name)
            try:
                answer = call.act(card, holder, challenge)
            except DeviceFault as fault:
                judge.fault(call.name, fault)
                if not stubborn:
                    break
            else:
                judge.answer(call.name, answer, challenge)
        card.release()
        must(not wire.powered, "the card was left with power")
        self._next_patient(holder, wire, card)
        self.tally.outcomes += judge.outcomes

    def _next_patient(self, holder: Holder, wire: Wire, card: MyNumberCard) -> None:
        """Whatever happened, the same driver reads the next card, and no try was lost in vain."""
        wire.kind_at = nothing
        wire.begin_call()
        must(isinstance(card.read(), CardRead), "the next card is not read")
        card.release()
        wrong = any(each.value != holder.value_of(each.key) for each in wire.verifies)
        must(wrong or holder.is_as_new(), "a try was lost without a wrong value")


def nothing(step: int) -> None:
    """Spoil nothing."""


def length_of(holder: Holder, calls: tuple[Call, ...]) -> int:
    """Count the commands of a road that nobody disturbs, up to where this token ends it."""
    wire = Wire(holder.chip, nothing, Random(0))
    card = holder.driver(wire)
    with suppress(DeviceFault):  # a phone has no card face
        for number, call in enumerate(calls):
            call.act(card, holder, bytes((number,)) * 32)
    card.release()
    holder.renew()
    return wire.commands
