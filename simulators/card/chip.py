"""The chip: command bytes in, answer bytes out; who carries a command out stands in the table."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Final, TypeAlias

from simulators.card import authenticating, reading, secure_messaging, selecting, verifying
from simulators.card import status as sw
from simulators.card.apdu import Command, MalformedApdu, parse_command
from simulators.card.files import Ap
from simulators.card.options import DEFAULT, Guesses
from simulators.card.pins import PinStore
from simulators.card.session import CardSession
from simulators.card.status import Refused

CONTACTLESS: Final = bytes.fromhex("3B8880010000 05E0B381A1007F")
CONTACT: Final = bytes.fromhex("3BE000FF8131FE4514")

Handler: TypeAlias = Callable[[CardSession, Command], bytes]

INSTRUCTIONS: Final[Mapping[tuple[int, int], Handler]] = {
    (0x00, 0xA4): selecting.select,
    (0x00, 0xB0): reading.read_binary,
    (0x00, 0xB2): reading.read_record,
    (0x00, 0xCA): reading.get_data,
    (0x00, 0x20): verifying.verify,
    (0x00, 0x24): verifying.change,
    (0x80, 0x32): verifying.change,
    (0x00, 0x84): authenticating.get_challenge,
    (0x00, 0x88): authenticating.internal_authenticate,
    (0x80, 0x2A): authenticating.compute_digital_signature,
    (0x80, 0xA2): authenticating.set_public_ic_key,
    (0x00, 0x82): authenticating.external_authenticate,
    (0x80, 0xAE): secure_messaging.set_session_key,
}
LAST_COMMAND: Final = (0x80, 0xFC)  # an indicator that an iPhone's token has
CHANNELS: Final = {0x01, 0x02, 0x03, 0x09, 0x0A, 0x0B}  # CLA of logical channels 1 to 3
SECURED: Final = {0x08, 0x0C}  # CLA under secure messaging, 0C with the header protected


class Chip:
    """A card of these applications; `home` is current after power-up (the issuer's domain)."""

    def __init__(
        self,
        aps: Sequence[Ap],
        pins: PinStore,
        *,
        home: Ap | None = None,
        atr: bytes = CONTACTLESS,
        guesses: Guesses = DEFAULT,
        tells_last_command: bool = False,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self.atr: Final = atr
        self._session = CardSession(aps, home, pins, guesses, random)
        self._tells_last_command = tells_last_command

    def power_on(self) -> None:
        """Start anew: no AP chosen, nothing verified."""
        self._session.lose_power()

    def power_off(self) -> None:
        """Forget everything but the PINs' values and counters."""
        self._session.lose_power()

    def reset(self) -> None:
        """Leave the AP and EF, keep what was verified: so does the real card."""
        self._session.reset()

    def transmit(self, apdu: bytes) -> bytes:
        """Answer one command APDU with data and status word."""
        try:
            command = parse_command(apdu)
            return self._answer(command) + sw.OK.to_bytes(2)
        except MalformedApdu:
            return sw.WRONG_LENGTH.to_bytes(2)
        except Refused as refusal:
            return refusal.sw.to_bytes(2)
        except OSError:  # the counters could not be kept: worn-out memory, to whoever asks
            return sw.INTERNAL.to_bytes(2)

    def _answer(self, command: Command) -> bytes:
        if command.cla in CHANNELS:
            raise Refused(sw.CHANNEL_NOT_SUPPORTED)
        if command.cla in SECURED:
            return secure_messaging.carry_out(self._session, command, self._execute)
        return self._execute(self._session, command)

    def _execute(self, session: CardSession, command: Command) -> bytes:
        called = (command.cla, command.ins)
        if called == LAST_COMMAND:
            return self._last_command()
        instruction = INSTRUCTIONS.get(called)
        if instruction is None:
            raise Refused(sw.UNKNOWN_INS if command.cla in {0x00, 0x80} else sw.UNKNOWN_CLA)
        return instruction(session, command)

    def _last_command(self) -> bytes:
        """What an iPhone's indicator tells is not published: nothing, then."""
        if not self._tells_last_command:
            raise Refused(sw.WRONG_LENGTH)
        return b""
