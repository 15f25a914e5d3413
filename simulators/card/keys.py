"""RSA keys made once and kept in a folder: making one takes up to half a second."""

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


@contextmanager
def locked(folder: Path) -> Generator[None]:
    """Hold the folder (created) against every other process that fills it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / ".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class KeyFolder:
    """The keys and files of one holder; use it under `locked`."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def key(self, name: str) -> rsa.RSAPrivateKey:
        """Load `name`.key.pem, made on first use (RSA-2048, e = 65537); raises OSError."""
        path = self._folder / f"{name}.key.pem"
        if path.exists():
            # Our own file, made by the lines below: the costly check of its numbers tells nothing.
            kept = serialization.load_pem_private_key(
                path.read_bytes(), None, unsafe_skip_rsa_key_validation=True
            )
            if isinstance(kept, rsa.RSAPrivateKey):
                return kept
        key = rsa.generate_private_key(65_537, 2048)
        pem = key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
        self.keep(path.name, pem)
        return key

    def keep(self, name: str, content: bytes) -> None:
        """Write a file readable by its owner alone, in one step, when it is new or different."""
        path = self._folder / name
        if path.exists() and path.read_bytes() == content:
            return
        beside = path.with_name(f".{name}.new")
        with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
            file.write(content)
        beside.replace(path)
