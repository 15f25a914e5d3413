"""The simulated national qualification service (オンライン資格確認) for any program.

Nobody's data: every person and insurer is invented. The page to read is
simulators/qualification/README.md.
"""

import argparse
import json
import os
import signal
import sys
from base64 import b64decode, b64encode
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding

from simulators.card.certificates import auth_certificate
from simulators.card.issue import authority_of
from simulators.card.keys import KeyFolder, locked
from simulators.guard import SimulatorRefused, require_simulation_allowed
from simulators.personas.cast import Persona, insured, load_cast
from simulators.qualification.description import description
from simulators.qualification.for_cast import service_for
from simulators.qualification.registry import Registry
from simulators.qualification.requests import METHODS
from simulators.qualification.scenarios import SCENARIOS
from simulators.qualification.server import ServiceNotStarted
from simulators.qualification.service import REGISTRY, SimulatedService

ENDING: Final = frozenset({signal.SIGINT, signal.SIGTERM})
SERVED: Final = """\
serving at {url}; Ctrl+C ends it
  authority of the server   {ca}
  certificate of a kiosk    {certificate}
  its key                   {key}
try, where the project lies:
  C="curl -s --cacert {ca} --cert {certificate} --key {key}"
  $C -d '{{}}' {url}/challenge \\
    | {python} -m simulators.qualification sign --folder {folder}{cards} --persona hanako \\
    | $C -d @- {url}/qualification"""


class _NoChallenge(Exception):
    pass


def main(arguments: list[str] | None = None) -> int:
    """Run one command; returns the exit status."""
    options = _parser().parse_args(arguments)
    os.environ.setdefault("UKETSUKE_PROFILE", "development")  # whoever types this means it
    try:
        require_simulation_allowed()
        options.run(options)
    except (SimulatorRefused, ServiceNotStarted) as refusal:
        print(refusal or "the service did not start", file=sys.stderr)
    except _NoChallenge:
        print("standard input is no answer of /challenge", file=sys.stderr)
    except BrokenPipeError:  # `scenarios | head`: who reads us has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        print(f"{error.filename or options.command}: {error.strerror}", file=sys.stderr)
    else:
        return 0
    return 1


def _serve(options: argparse.Namespace) -> None:
    authority = authority_of(_cards(options))
    service = service_for(load_cast(), options.folder, authority.auth_ca_der, options.port)
    before = signal.pthread_sigmask(signal.SIG_BLOCK, ENDING)  # before any thread: they inherit it
    service.start()
    try:
        for name in options.switch:
            service.switches()[name]()
        print(_how_to_reach(service, options), flush=True)
        signal.sigwait(ENDING)
    finally:
        service.close()
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _how_to_reach(service: SimulatedService, options: argparse.Namespace) -> str:
    return SERVED.format(
        url=service.url,
        ca=service.ca,
        certificate=service.client_certificate,
        key=service.client_key,
        folder=options.folder,
        cards=f" --cards {options.cards}" if options.cards else "",
        python=sys.executable,
    )


def _sign(options: argparse.Namespace) -> None:
    challenge, persona = _challenge(), load_cast()[options.persona]
    certificate, signature = _signed(persona, _cards(options), challenge)
    request = {
        "challenge": b64encode(challenge).decode("ascii"),
        "certificate": b64encode(certificate).decode("ascii"),
        "signature": b64encode(signature).decode("ascii"),
        "method": options.method,
    }
    print(json.dumps(request))


def _challenge() -> bytes:
    try:
        return b64decode(json.load(sys.stdin)["challenge"], validate=True)
    except (KeyError, TypeError, ValueError):
        raise _NoChallenge from None


def _signed(persona: Persona, cards: Path, challenge: bytes) -> tuple[bytes, bytes]:
    """Return certificate (DER) and signature as the persona's card gives them."""
    authority, folder = authority_of(cards), cards / "cards" / persona.key
    with locked(folder):
        key = KeyFolder(folder).key("auth")
    certificate = auth_certificate(persona, key.public_key(), authority.auth)
    signature = key.sign(challenge, padding.PKCS1v15(), hashes.SHA256())
    return certificate.public_bytes(serialization.Encoding.DER), signature


def _openapi(options: argparse.Namespace) -> None:
    del options
    json.dump(description(), sys.stdout, ensure_ascii=False, indent=1)


def _scenarios(options: argparse.Namespace) -> None:
    del options
    for name, one in SCENARIOS.items():
        print(f"{name:5} {one.persona:9} {one.switch or '-':23} {one.says}")


def _reset(options: argparse.Namespace) -> None:
    Registry(insured(load_cast()), options.folder / REGISTRY).reset()


def _cards(options: argparse.Namespace) -> Path:
    return options.cards or options.folder / "cards"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m simulators.qualification", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    kept = argparse.ArgumentParser(add_help=False)
    kept.add_argument("--folder", type=Path, required=True, help="what is kept between starts")
    kept.add_argument(
        "--cards",
        type=Path,
        help="where simulators.card keeps its cards (its --state); else a folder within",
    )
    serve = commands.add_parser("serve", parents=[kept], help="serve until Ctrl+C")
    serve.add_argument("--port", type=int, default=0, help="else any free one")
    serve.add_argument(
        "--switch", action="append", default=[], choices=sorted(_SWITCHES), help="what goes wrong"
    )
    sign = commands.add_parser(
        "sign", parents=[kept], help="turn an answer of /challenge into what /qualification asks"
    )
    sign.add_argument("--persona", choices=sorted(load_cast()), required=True)
    sign.add_argument("--method", choices=METHODS, default="pin")
    reset = commands.add_parser("reset", parents=[kept], help="forget what receptions added")
    openapi = commands.add_parser("openapi", help="print the OpenAPI description")
    scenarios = commands.add_parser("scenarios", help="list who brings which answer")
    runs = {_serve: serve, _sign: sign, _reset: reset, _openapi: openapi, _scenarios: scenarios}
    for run, command in runs.items():
        command.set_defaults(run=run)
    return parser


_SWITCHES: Final = {one.switch for one in SCENARIOS.values() if one.switch} - {"network_down"}
