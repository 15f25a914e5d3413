"""Commands that put a simulated card into a virtual reader: list, serve, reset."""

import argparse
import os
import signal
import sys
from pathlib import Path
from typing import Final

from simulators.card.chip import CONTACT, CONTACTLESS
from simulators.card.issue import issue_card, reset_tries
from simulators.card.vpcd import Address, SlotError, VirtualSlot
from simulators.guard import SimulatorRefused, require_simulation_allowed
from simulators.personas.cast import FULL_TRIES, Persona, load_cast

VPCD: Final = "127.0.0.1:35963"
ATRS: Final = {"contact": CONTACT, "contactless": CONTACTLESS}


def default_state() -> Path:
    """Where the cards are kept between runs: `$XDG_STATE_HOME/uketsuke/cards`."""
    home = os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state"
    return Path(home) / "uketsuke" / "cards"


def parse_address(text: str) -> Address:
    """Read `host:port`, or the path of a unix socket; raises ValueError."""
    host, colon, port = text.rpartition(":")
    if colon and port.isdecimal() and "/" not in text:
        return host, int(port)
    if "/" in text:
        return Path(text)
    raise ValueError(f"neither host:port nor the path of a socket: {text}")


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    cast = load_cast()
    options = _parser(sorted(cast)).parse_args(arguments)
    os.environ.setdefault("UKETSUKE_PROFILE", "development")  # whoever types this means it
    try:
        require_simulation_allowed()
        if options.command == "list":
            return _list(cast)
        persona = cast[options.persona]
        if options.command == "reset":
            reset_tries(persona, options.state)
            return 0
        return _serve(persona, options.state, options.slot, ATRS[options.atr])
    except (SimulatorRefused, SlotError) as refusal:
        print(refusal, file=sys.stderr)
        return 1


def _parser(names: list[str]) -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulators.card", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("list", help="show the cast and their PINs")
    serve = commands.add_parser("serve", help="keep a card in the reader until interrupted")
    serve.add_argument("--slot", type=parse_address, default=parse_address(VPCD), metavar="ADDRESS")
    serve.add_argument("--atr", choices=sorted(ATRS), default="contactless")
    reset = commands.add_parser("reset", help="give a card its first PIN counters back")
    for command in (serve, reset):
        command.add_argument("--persona", choices=names, required=True, metavar="NAME")
        command.add_argument("--state", type=Path, default=default_state(), metavar="DIR")
    return parser


def _list(cast: dict[str, Persona]) -> int:
    """Show what somebody at the reader needs to know; these PINs are nobody's."""
    for name, persona in cast.items():
        pin = persona.pins.auth or "-"
        tries = f"{persona.tries_left['auth']}/{FULL_TRIES['auth']}"
        print(f"{name:14}{persona.card_kind:11}PIN {pin:6}tries {tries:6}{persona.name}")
    return 0


def _serve(persona: Persona, state: Path, address: Address, atr: bytes) -> int:
    """Hold the card in the slot until SIGINT or SIGTERM."""
    ending = {signal.SIGINT, signal.SIGTERM}
    signal.pthread_sigmask(signal.SIG_BLOCK, ending)  # before the slot's thread inherits the mask
    slot = VirtualSlot(address)
    slot.insert(issue_card(persona, state, atr=atr))
    print(f"the card of {persona.key} is in the reader", flush=True)
    signal.sigwait(ending)
    slot.remove()
    return 0
