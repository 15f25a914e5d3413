"""The seam for loudspeaker and headphones (rule R3): beside `kiosk.adapters`, which calls it."""

from kiosk.config import Config
from kiosk.ports.voice import Voice


def build_voice(config: Config) -> Voice | None:
    """Build the voice as configured; None where the kiosk makes no sound."""
    from drivers.voice.process import VoiceProcess  # noqa: PLC0415 - rule R3
    from drivers.voice.settings import (  # noqa: PLC0415 - rule R3
        OutputKind,
        VoiceSettings,
        default_cache,
    )

    section = config.sound
    if section.port == "none":
        return None
    return VoiceProcess(
        VoiceSettings(
            output=OutputKind(section.port),
            device=section.headphones if section.private_listening else section.device,
            volume=section.volume,
            cache=section.cache or default_cache(),
            folder=section.folder,
        )
    )
