"""The chip: command bytes in, answer bytes out, with the card's own state between them."""

import os
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from simulators.card import signing
from simulators.card import status as sw
from simulators.card.apdu import Command, MalformedApdu, parse_command
from simulators.card.files import Ap, Ef, PinEf, SigningKeyEf, TerminalCaEf, TransparentEf
from simulators.card.pins import TriesLeft
from simulators.card.security import SecurityStatus
from simulators.card.status import Refused

CONTACTLESS: Final = bytes.fromhex("3B8880010000 05E0B381A1007F")
CONTACT: Final = bytes.fromhex("3BE000FF8131FE4514")


class Chip:
    """A card of these applications; `home` is current after power-up (the issuer's domain).

    A failed VERIFY takes back the right its key had given; the real card's rule is not published.
    """

    def __init__(
        self,
        aps: Sequence[Ap],
        tries: TriesLeft,
        *,
        home: Ap | None = None,
        atr: bytes = CONTACTLESS,
        random: Callable[[int], bytes] = os.urandom,
    ) -> None:
        self.atr: Final = atr
        self._aps = (*aps, home) if home else tuple(aps)
        self._home = home
        self._tries = tries
        self._random = random
        self._ap = home
        self._ef: int | None = None
        self._security = SecurityStatus()
        self._instructions: Final[Mapping[tuple[int, int], Callable[[Command], bytes]]] = {
            (0x00, 0xA4): self._select,
            (0x00, 0xB0): self._read_binary,
            (0x00, 0x20): self._verify,
            (0x00, 0x84): self._get_challenge,
            (0x00, 0x82): self._external_authenticate,
            (0x00, 0xCA): self._get_data,
            (0x80, 0x2A): self._compute_digital_signature,
            (0x80, 0xA2): self._set_public_ic_key,
        }

    def power_on(self) -> None:
        """Start anew: no AP chosen, nothing verified."""
        self.power_off()

    def power_off(self) -> None:
        """Forget everything but the PIN counters."""
        self.reset()
        self._security = SecurityStatus()

    def reset(self) -> None:
        """Leave the AP and EF, keep what was verified: so does the real card."""
        self._ap = self._home
        self._ef = None

    def transmit(self, apdu: bytes) -> bytes:
        """Answer one command APDU with data and status word."""
        try:
            command = parse_command(apdu)
            return self._execute(command) + sw.OK.to_bytes(2)
        except MalformedApdu:
            return sw.WRONG_LENGTH.to_bytes(2)
        except Refused as refusal:
            return refusal.sw.to_bytes(2)

    def _execute(self, command: Command) -> bytes:
        instruction = self._instructions.get((command.cla, command.ins))
        if instruction is not None:
            return instruction(command)
        if command.cla in {0x01, 0x02, 0x03}:
            raise Refused(sw.CHANNEL_NOT_SUPPORTED)
        raise Refused(sw.UNKNOWN_INS if command.cla in {0x00, 0x80} else sw.UNKNOWN_CLA)

    # SELECT

    def _select(self, command: Command) -> bytes:
        match command.p1:
            case 0x00:
                return self._select_master_file(command)
            case 0x02:
                return self._select_ef(command)
            case 0x04:
                return self._select_ap(command)
            case _:
                raise Refused(sw.WRONG_P1_P2)

    def _select_master_file(self, command: Command) -> bytes:
        """Nothing to select: refused at home, without effect inside an AP."""
        if command.data:
            raise Refused(sw.NOT_FOUND)
        if self._ap is self._home:
            raise Refused(sw.WRONG_P1_P2)
        return b""

    def _select_ap(self, command: Command) -> bytes:
        _require_selection_form(command)
        found = [ap for ap in self._aps if ap.answers_to(command.data)]
        if len(found) != 1:
            raise Refused(sw.NOT_FOUND)
        self._ap, self._ef = found[0], None
        self._security.enter(found[0].aid)
        if command.p2 == 0x0C or command.le is None:
            return b""
        name = b"\x84" + bytes([len(found[0].aid)]) + found[0].aid
        return (b"\x6f" + bytes([len(name)]) + name)[: command.le]

    def _select_ef(self, command: Command) -> bytes:
        _require_selection_form(command)
        if len(command.data) != 2:
            raise Refused(sw.WRONG_LENGTH)
        self._enter_ef(int.from_bytes(command.data))
        return b""

    def _enter_ef(self, identifier: int) -> Ef:
        if self._ap is None or identifier not in self._ap.efs:
            raise Refused(sw.NOT_FOUND)
        self._ef = identifier
        return self._ap.efs[identifier]

    def _current_ef(self) -> tuple[int, Ef]:
        if self._ap is None or self._ef is None:
            raise Refused(sw.NO_CURRENT_EF)
        return self._ef, self._ap.efs[self._ef]

    def _key_ef(self, reference: int) -> tuple[int, Ef]:
        """EF named by P2: 80 is the current one, 80 + short id any of the AP."""
        if reference == 0x80:
            return self._current_ef()
        if not 0x81 <= reference <= 0x9E:
            raise Refused(sw.WRONG_P1_P2)
        return reference & 0x1F, self._enter_ef(reference & 0x1F)

    # READ BINARY, GET DATA, GET CHALLENGE

    def _read_binary(self, command: Command) -> bytes:
        if command.data or command.le is None:
            raise Refused(sw.WRONG_LENGTH)
        if command.p1 & 0x80:
            if not 0x81 <= command.p1 <= 0x9E:
                raise Refused(sw.WRONG_P1_P2)
            ef, offset = self._enter_ef(command.p1 & 0x1F), command.p2
        else:
            (_, ef), offset = self._current_ef(), command.p1 << 8 | command.p2
        if not isinstance(ef, TransparentEf):
            raise Refused(sw.WRONG_FILE_STRUCTURE)
        self._security.require(ef.opened_by)
        if offset >= len(ef.content):
            raise Refused(sw.OFFSET_PAST_END)
        return ef.content[offset : offset + command.le]

    def _get_data(self, command: Command) -> bytes:
        if command.le is None:
            raise Refused(sw.WRONG_LENGTH)
        objects = self._home.data_objects if self._home and self._ap is self._home else {}
        content = objects.get(command.p1 << 8 | command.p2)
        if content is None:
            raise Refused(sw.NO_DATA_OBJECT)
        if len(content) > command.le:
            raise Refused(sw.WRONG_LENGTH)
        return content

    def _get_challenge(self, command: Command) -> bytes:
        _require_no_parameters(command)
        if command.extended:
            raise Refused(sw.CONDITIONS)
        if command.data or command.le is None:
            raise Refused(sw.WRONG_LENGTH)
        challenge = self._random(command.le)
        self._security.terminal.remember_challenge(challenge)
        return challenge

    # Keys

    def _verify(self, command: Command) -> bytes:
        if command.p1:
            raise Refused(sw.WRONG_P1_P2)
        identifier, pin = self._key_ef(command.p2)
        if not isinstance(pin, PinEf):
            raise Refused(sw.WRONG_FILE_STRUCTURE)
        if command.le is not None:
            raise Refused(sw.WRONG_LENGTH)
        tries = 0 if pin.secret is None else self._tries[pin.counter]
        if not command.data:
            raise Refused(sw.NO_INFORMATION_CHANGED | tries)
        if tries == 0:
            raise Refused(sw.KEY_BLOCKED)
        if command.data != pin.secret:
            self._security.revoke(identifier)
            self._tries.set(pin.counter, tries - 1)
            raise Refused(sw.NO_INFORMATION_CHANGED | tries - 1)
        self._tries.set(pin.counter, pin.max_tries)
        self._security.grant(identifier)
        return b""

    def _compute_digital_signature(self, command: Command) -> bytes:
        default = self._ap.default_key if self._ap else None
        if command.p2 == 0x00 and default is not None:
            _, key = default, self._enter_ef(default)
        else:
            _, key = self._key_ef(command.p2)
        if not isinstance(key, SigningKeyEf):
            raise Refused(sw.WRONG_FILE_STRUCTURE)
        self._security.require(key.opened_by)
        if command.le is None:
            raise Refused(sw.WRONG_LENGTH)
        return signing.sign(key.key, command.p1, command.data)[: command.le]

    def _set_public_ic_key(self, command: Command) -> bytes:
        if command.p1 not in {0x00, 0x06} or command.p2 != 0xC1:
            raise Refused(sw.WRONG_P1_P2)
        _, authority = self._current_ef()
        if not isinstance(authority, TerminalCaEf):
            raise Refused(sw.WRONG_FILE_STRUCTURE)
        if command.p1 == 0x06:
            self._security.terminal.first_block(command.data)
        else:
            self._security.terminal.second_block(command.data, authority.key)
        return b""

    def _external_authenticate(self, command: Command) -> bytes:
        """FICTION of this project, see `terminal`."""
        _require_no_parameters(command)
        efs = self._ap.efs if self._ap else {}
        authority = next((n for n, ef in efs.items() if isinstance(ef, TerminalCaEf)), None)
        if authority is None:
            raise Refused(sw.UNKNOWN_INS)
        self._security.terminal.prove(command.data)
        self._security.grant(authority)
        return b""


def _require_selection_form(command: Command) -> None:
    if command.p2 not in {0x00, 0x0C}:
        raise Refused(sw.WRONG_P1_P2)


def _require_no_parameters(command: Command) -> None:
    if command.p1 or command.p2:
        raise Refused(sw.WRONG_P1_P2)
