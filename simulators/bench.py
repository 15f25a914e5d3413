"""The bench: all simulators together, and the verbs to work them with.

Tests, the dock and the demonstration use the same verbs; none of them reaches past this class.
"""

import tempfile
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from typing import Literal, Self

from simulators.camera.directions import DIRECTIONS, directed
from simulators.camera.scenes import Person, Scene, Side
from simulators.camera.simulated_camera import SimulatedCamera
from simulators.card.authority import CARD_FACE_CA, TERMINAL_CERTIFICATE, TERMINAL_KEY
from simulators.card.issue import authority_of, issue_card, reset_tries
from simulators.card.virtual_reader import PrivateReader
from simulators.card.vpcd import Faults, VirtualSlot
from simulators.endpoints import Endpoints
from simulators.front.shot import SHOTS
from simulators.guard import require_simulation_allowed
from simulators.personas.cast import Persona, load_cast
from simulators.qualification.for_cast import service_for

ENDPOINTS_FILE = "endpoints.json"


class Bench:
    """Card, reader, camera and national service, simulated; lives in `folder`.

    What takes long to make (keys, drawn pictures) is kept there for the next start. A `reader` that
    is given must be started, and stays so: a process that talks PC/SC itself can know one reader
    folder only, and shares its reader.
    """

    def __init__(self, folder: Path, reader: PrivateReader | None = None) -> None:
        require_simulation_allowed()
        self._folder = folder
        self._shared_reader = reader
        self._cast = load_cast()
        self._cards = folder / "cards"
        self._running = ExitStack()

    @property
    def personas(self) -> Mapping[str, Persona]:
        """The cast."""
        return self._cast

    @property
    def endpoints_file(self) -> Path:
        """What the kiosk's configuration names."""
        return self._folder / ENDPOINTS_FILE

    def start(self) -> None:
        """Start everything and write the endpoints."""
        self._folder.mkdir(parents=True, exist_ok=True)
        authority = authority_of(self._cards)
        keep = self._running.enter_context
        self.reader = self._shared_reader or self._own_reader()
        self.slot = VirtualSlot(self.reader.slot_address(0))
        self._running.callback(self.slot.remove)
        self.camera = keep(SimulatedCamera(self._folder / "camera"))
        state = self._folder / "service"
        self.service = service_for(self._cast, state, authority.auth_ca_der)
        self.service.start()
        self._running.callback(self.service.close)
        self._endpoints(authority.folder).write(self.endpoints_file)

    def _own_reader(self) -> PrivateReader:
        keep = self._running.enter_context
        sockets = Path(keep(tempfile.TemporaryDirectory(prefix="uk")))  # a short path: sun_path
        return keep(PrivateReader(sockets))

    def close(self) -> None:
        """Stop everything in reverse order."""
        self._running.close()

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *reason: object) -> None:
        self.close()

    def _endpoints(self, authority: Path) -> Endpoints:
        return Endpoints(
            pcsc_environment=self.reader.environment,
            reader="Virtual PCD",
            terminal_certificate=str(authority / TERMINAL_CERTIFICATE),
            terminal_key=str(authority / TERMINAL_KEY),
            card_face_authority=str(authority / CARD_FACE_CA),
            camera=self.camera.url,
            card_face=self.camera.card_face_url,
            service=self.service.url,
            service_ca=str(self.service.ca),
            client_certificate=str(self.service.client_certificate),
            client_key=str(self.service.client_key),
        )

    # ------------------------------------------------------------ the card
    def place_card(
        self,
        name: str,
        faults: Faults | None = None,
        *,
        front_of: str | None = None,
        forged_portrait: str | None = None,
        forged_issuer: bool = False,
        phone_unlocked: bool = True,
    ) -> None:
        """Put a persona's card into the reader, instead of the one that lies there.

        `front_of` prints somebody else's front on it: the picture and the chip then disagree. For
        the others see `issue_card`.
        """
        self.take_card()
        persona = self._cast[name]
        chip = issue_card(
            persona,
            self._cards,
            phone_unlocked=phone_unlocked,
            forged_portrait=forged_portrait,
            forged_issuer=forged_issuer,
        )
        self.camera.card_face.place_front(self._cast[front_of or name])
        self.slot.insert(chip, faults)

    def take_card(self) -> None:
        """Take the card out of the reader."""
        self.slot.remove()
        self.camera.card_face.place_front(None)

    def show_front(self, shot: str) -> None:
        """Show the card face, now and from now on, in one of the named shots (`SHOTS`)."""
        self.camera.card_face.shoot(SHOTS[shot])

    def renew_card(self, name: str) -> None:
        """Give a card its first PIN counters back."""
        reset_tries(self._cast[name], self._cards)

    def prepare(self, names: tuple[str, ...]) -> None:
        """Make the cards of these people now, so that placing one later takes no time."""
        for name in names:
            issue_card(self._cast[name], self._cards)
            self.camera.card_face.prepare(self._cast[name])

    # ------------------------------------------------------------ before the camera
    def show(self, scene: Scene) -> None:
        """Put somebody before the camera."""
        self.camera.show(scene)

    def rehearse(self, *scenes: Scene) -> None:
        """Draw scenes now, so that who is in them moves at once when asked to."""
        for scene in scenes:
            self.camera.rehearse(scene)

    def show_person(self, name: str) -> None:
        """Put a persona before the camera."""
        self.show(Person(name))

    def direct(self, word: str) -> None:
        """Change what is before the camera by one of the words of `DIRECTIONS`."""
        self.show(directed(self.camera.scene, word))

    def turn_head(self, to: Side | Literal["front"]) -> None:
        """Let the person before the camera turn their head to their own left or right, or back."""
        self.camera.turn_head(to)

    def blink(self) -> None:
        """Let the person before the camera blink once."""
        self.camera.blink()

    def obey(self, guidance: str) -> None:
        """Let the person before the camera do what a word of the kiosk's guidance asks for."""
        self.camera.obey(guidance)

    def camera_frame(self) -> bytes | None:
        """Return what the camera sees now as JPEG, None while it is lost."""
        return self.camera.frame()

    # ------------------------------------------------------------ what can break
    def switches(self) -> Mapping[str, Callable[[], None]]:
        """Name what can be broken and mended, for the dock and the command line."""
        return {
            **{word: partial(self.direct, word) for word in DIRECTIONS},
            "turn_left": partial(self.turn_head, "left"),
            "turn_right": partial(self.turn_head, "right"),
            "turn_front": partial(self.turn_head, "front"),
            "blink": self.blink,
            **self.service.switches(),
            "reader_off": self.reader.stop_pcscd,
            "reader_on": self.reader.start_pcscd,
            "camera_off": self.camera.lose,
            "camera_on": self.camera.restore,
            "camera_frozen": self.camera.freeze,
            "card_face_off": self.camera.card_face.lose,
            "card_face_on": self.camera.card_face.restore,
            **{f"front_{shot}": partial(self.show_front, shot) for shot in SHOTS},
            "take_card": self.take_card,
        }
