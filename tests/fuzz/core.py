"""The whole core over a spoiled wire: kiosk, services and driver as they are, the rest as fakes.

A patient who touches what leads on, and now and then anything, comes with a card whose answers are
spoiled. What the screens say is judged elsewhere; here: no bug, a way out of every state, nobody
received without proof, consent and touch, and the next patient is received.
"""

import dataclasses
import logging
from collections.abc import Callable, Iterable, Mapping
from random import Random
from types import MappingProxyType
from typing import Final, get_args

from drivers.mynacard.card import MyNumberCard
from kiosk.domain.check_in import VerifiedBy
from kiosk.domain.check_number import CardFront
from kiosk.domain.optional_questions import OptionalQuestion
from kiosk.domain.visual_check import VisualReason
from kiosk.flow import states as s
from kiosk.flow import touches as t
from kiosk.flow.events import Event
from kiosk.flow.rules import Rules
from kiosk.services.assembly import Ports
from tests.drivers.mynacard.fuzz_holder import WRONG_PIN, Holder
from tests.drivers.mynacard.fuzz_judge import must
from tests.drivers.mynacard.fuzz_plans import draw_plan
from tests.drivers.mynacard.fuzz_run import Listener, Tally, nothing
from tests.drivers.mynacard.fuzz_wire import BOUND, Wire
from tests.fakes import people
from tests.fakes.kiosk import FakeKiosk
from tests.fakes.records import with_passcode
from tests.fuzz.service import StrictService

LENGTH: Final = 24  # commands among which the spoiled ones are drawn
TOUCHES: Final = 24
RINGS: Final = 6  # time-outs after which a deserted kiosk waits for the next patient
ANYTHING: Final = 0.15
"""Share of touches that have nothing to do with the screen."""
LEADS_ON: Final[Mapping[str, tuple[str, ...]]] = MappingProxyType(
    {
        "Noticing": ("WentOn",),
        "ChoosingMethod": ("PinChosen", "FaceChosen", "StaffChosen", "PhoneChosen"),
        "PinLocked": ("FaceChosen", "StaffChosen"),
        "FaceRefused": ("PinChosen", "FaceChosen", "StaffChosen"),
        "LastPinTry": ("WentOn", "FaceChosen", "WentBack"),
        "ChoosingReason": ("ReasonChosen",),
        "CheckingVisually": ("PersonConfirmed",),
        "OfferingRegistration": ("RegistrationChosen",),
        "ServiceUnavailable": ("WentOn", "ProvisionalChosen"),
        "GivingConsent": ("AllAnswered", "LastAnswersChosen"),
        "AnsweringOption": ("OptionAnswered",),
    }
)
OWN_WAY: Final = MappingProxyType({"iphone": "PhoneChosen"})


class WholeKiosk(FakeKiosk):
    """A kiosk with the real driver on a wire, and a service that believes nobody."""

    def __init__(self, card: MyNumberCard, holder: Holder, chance: Random) -> None:
        self._driver, self.strict = card, StrictService(chance)
        super().__init__(Rules(options=frozenset(OptionalQuestion)))
        with_passcode(self.records)
        front = holder.persona.printed_front()
        printed = CardFront(
            front.birth_date, front.expiry_year, front.security_code, has_photo=front.has_photo
        )
        phone = holder.persona.card_kind != "my_number"
        self.face.fronts.now(None if phone else printed)

    def _ports(self) -> Ports:
        return dataclasses.replace(super()._ports(), card=self._driver, service=self.strict)


class CoreFuzzer:
    """Receives one patient after the other over a spoiled wire."""

    def __init__(self, holders: Mapping[str, Holder]) -> None:
        self._holders = holders
        self.tally = Tally()

    def walk(self, seeds: Iterable[int]) -> Tally:
        """Receive a patient for each seed. Raises `AssertionError`."""
        for seed in seeds:
            self.attempt(seed)
        return self.tally

    def attempt(self, seed: int) -> None:
        """Receive the patient of one seed; a broken invariant names the seed and the step."""
        chance = Random(seed)
        kind = chance.choice(sorted(self._holders))
        holder = self._holders[kind]
        plan = draw_plan(chance, LENGTH)
        wire = Wire(holder.chip, plan.kind_at, chance)
        listener, root = Listener(), logging.getLogger()
        level = root.level
        root.addHandler(listener)
        root.setLevel(logging.DEBUG)
        try:
            self._receive(holder, wire, chance)
            heard = " ".join(listener.heard)
            must("bug while handling" not in heard, f"a bug: {heard[-2000:]}")
            must(not holder.leaks_in(heard), "the log tells who it was")
        except AssertionError as broken:
            place = f"seed {seed}: {kind}, {plan.name}, step {wire.commands}"
            raise AssertionError(f"{broken}; {place}") from broken
        finally:
            root.removeHandler(listener)
            root.setLevel(level)
            holder.renew()
        self.tally.roads += 1
        self.tally.commands += wire.commands
        self.tally.spoiled += wire.spoiled
        self.tally.plans[plan.name] += wire.spoiled.total()

    def _receive(self, holder: Holder, wire: Wire, chance: Random) -> None:
        kiosk = WholeKiosk(holder.driver(wire), holder, chance)
        patient = Patient(kiosk, holder, chance)
        try:
            kiosk.place_card()
            for _ in range(TOUCHES):
                wire.begin_call()
                if patient.ended():
                    break
                patient.act()
            self.tally.outcomes[type(kiosk.state).__name__] += 1
            patient.judge()
            patient.leave()
            must(not wire.powered, "the card was left with power")
            wire.kind_at = nothing
            kiosk.strict.whims = False
            self._next_patient(kiosk, holder, wire)
        finally:
            kiosk.stop()

    def _next_patient(self, kiosk: WholeKiosk, holder: Holder, wire: Wire) -> None:
        """Another patient comes with a card in order: the same chip, its tries full."""
        holder.renew()
        wire.chip = holder.chip
        wire.begin_call()
        patient = Patient(kiosk, holder, Random(0))
        kiosk.place_card()
        for _ in range(TOUCHES):
            wire.begin_call()
            if patient.ended():
                break
            patient.go_on(sure=True)
        found = type(kiosk.state).__name__
        must(isinstance(kiosk.state, s.Done), f"the next patient is not received: {found}")
        patient.judge()
        patient.leave()


class Patient:
    """Touches the screens of one reception, and knows what was answered."""

    def __init__(self, kiosk: WholeKiosk, holder: Holder, chance: Random) -> None:
        self._kiosk, self._holder, self._chance = kiosk, holder, chance
        self._seen = len(kiosk.seen)
        self._confirmed = len(kiosk.strict.confirmed)
        self._check_ins = len(kiosk.records.check_ins)
        self._provisional = len(kiosk.records.provisional)
        self._answered = False

    def ended(self) -> bool:
        """Tell whether the reception has ended, well or not."""
        return isinstance(self._kiosk.state, s.Ending | s.Idle)

    def act(self) -> None:
        """Do what a patient does: mostly what leads on."""
        if self._chance.random() < ANYTHING:
            self._touch(self._chance.choice([one.__name__ for one in get_args(t.Touch)]))
            return
        self.go_on(wrong=self._chance.random() < 0.2)

    def go_on(self, *, wrong: bool = False, sure: bool = False) -> None:
        """Touch what leads on from this screen, `sure` by the way that this token is made for."""
        state = self._kiosk.state
        name = type(state).__name__
        if isinstance(state, s.EnteringPin):
            self._kiosk.enter((WRONG_PIN if wrong else self._holder.pin).reveal())
        elif isinstance(state, s.EnteringPasscode):
            self._kiosk.enter(people.WRONG_PASSCODE if wrong else people.PASSCODE)
        elif ways := [way for way in LEADS_ON.get(name, ("WentOn",)) if hasattr(t, way)]:
            made_for = OWN_WAY.get(self._holder.persona.card_kind, "PinChosen")
            self._touch(made_for if sure and made_for in ways else self._chance.choice(ways))
            if self._kiosk.state is state and self._kiosk.timers.running is not None:
                self._kiosk.time_passes()

    def _touch(self, name: str) -> None:
        made: Callable[..., Event] = getattr(t, name)
        fields = [field.name for field in dataclasses.fields(getattr(t, name))][1:]
        yes = self._chance.random() < 0.8
        self._answered |= name in {"AllAnswered", "ItemAnswered", "LastAnswersChosen"}
        self._answered |= name == "WithoutSharingChosen"
        value = self._value(fields, yes=yes)
        self._kiosk.kiosk.post(made(self._kiosk.session, *(value for _ in fields)))

    def _value(self, fields: list[str], *, yes: bool) -> object:
        match fields:
            case ["digit"]:
                return self._chance.randrange(10)
            case ["reason"]:
                return self._chance.choice(list(VisualReason))
            case _:
                return yes

    def judge(self) -> None:
        """Nobody is received whom the service did not confirm and who answered nothing."""
        kiosk = self._kiosk
        seen = {type(state) for state in kiosk.seen[self._seen :]}
        kept = len(kiosk.records.check_ins) - self._check_ins
        confirmed = len(kiosk.strict.confirmed) - self._confirmed
        must(not kiosk.strict.wrongs, "; ".join(kiosk.strict.wrongs))
        must(kept <= confirmed, "received without proof")
        for number in list(kiosk.records.provisional.values())[self._provisional :]:
            must(s.Qualifying in seen, "received provisionally without proof")
            must(number.verified_by is not VerifiedBy.PHONE, "an iPhone has proven nothing yet")
            must(s.Done not in seen, "received provisionally and shown as done")
        if s.Done in seen or kept:
            must(s.GivingConsent in seen and self._answered, "received without an answer")
            must(kept == 1, f"received {kept} times")

    def leave(self) -> None:
        """The card is taken; the kiosk comes back to the next patient by itself."""
        kiosk = self._kiosk
        must(
            isinstance(kiosk.state, s.WaitingForCard) or kiosk.timers.running or self.ended(),
            f"no way out of {type(kiosk.state).__name__}",
        )
        kiosk.lose_reader()
        kiosk.bring_reader_back()
        kiosk.remove_card()
        for _ in range(RINGS):
            if isinstance(kiosk.state, s.WaitingForCard):
                return
            kiosk.time_passes()
        must(condition=False, what=f"no way out of {type(kiosk.state).__name__}")


assert BOUND > LENGTH
