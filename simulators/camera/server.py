"""The simulated camera's wire: MJPEG over HTTP on the loopback interface, as network cameras do."""

import socket
import sys
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count

VIDEO_PATH = "/video"
CARD_FACE_PATH = "/card-face"
BOUNDARY = "frame"
Request = socket.socket | tuple[bytes, socket.socket]  # as socketserver has it


@dataclass(frozen=True)
class Stream:
    """One camera: what it sees now as JPEG, None while it is lost; and its pace."""

    frame: Callable[[int], bytes | None]
    """Called with the running number of the client's frame."""
    frames_a_second: int


class CameraServer(ThreadingHTTPServer):
    """Serves each stream's frames again and again to every client."""

    daemon_threads = False  # so that closing waits for every client's thread
    allow_reuse_address = True  # a camera that comes back has its old address

    def __init__(self, port: int, streams: Mapping[str, Stream]) -> None:
        self.streams = streams
        self.stopped = threading.Event()
        self._clients: set[Request] = set()
        self._clients_lock = threading.Lock()
        super().__init__(("127.0.0.1", port), _Handler)
        self._thread = threading.Thread(
            target=self.serve_forever, args=(0.05,), name="camera-server", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Refuse new clients, drop the present ones, wait for every thread."""
        self.stopped.set()
        self.shutdown()
        with self._clients_lock:
            for client in self._clients:
                with suppress(OSError):  # it may have left by itself
                    assert isinstance(client, socket.socket)  # noqa: S101  TCP has no other
                    client.shutdown(socket.SHUT_RDWR)
        self.server_close()
        self._thread.join()

    def process_request(self, request: Request, client_address: object) -> None:
        with self._clients_lock:
            self._clients.add(request)
        super().process_request(request, client_address)

    def process_request_thread(self, request: Request, client_address: object) -> None:
        threading.current_thread().name = "camera-client"
        super().process_request_thread(request, client_address)

    def shutdown_request(self, request: Request) -> None:
        with self._clients_lock:
            self._clients.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Request, client_address: object) -> None:
        """Let clients leave whenever they like; anything but a broken connection is a bug."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


class _Handler(BaseHTTPRequestHandler):
    server: CameraServer  # pyright: ignore[reportIncompatibleVariableOverride]  the base class knows its server as BaseServer only
    timeout = 5.0

    def do_GET(self) -> None:
        if (stream := self.server.streams.get(self.path)) is not None:
            self._stream(stream)
        else:
            self.send_error(404)

    def _stream(self, stream: Stream) -> None:
        """Send frames until the client leaves, the server stops or the camera is lost."""
        numbers = count()
        jpeg = stream.frame(next(numbers))
        if jpeg is None:
            self.send_error(503)
            return
        self.send_response(200)
        self.send_header("Content-Type", f"multipart/x-mixed-replace;boundary={BOUNDARY}")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(f"--{BOUNDARY}\r\n".encode())
        while jpeg is not None and not self.server.stopped.is_set():
            head = f"Content-Type: image/jpeg\r\nContent-Length: {len(jpeg)}\r\n\r\n"
            self.wfile.write(head.encode() + jpeg + f"\r\n--{BOUNDARY}\r\n".encode())
            self.server.stopped.wait(1 / stream.frames_a_second)
            jpeg = stream.frame(next(numbers))

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  http.server's name
        """Say nothing: neither who asked nor what was shown belongs in a log."""
