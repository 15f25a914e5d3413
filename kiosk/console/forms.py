"""Reads the form of a request, no larger than allowed, and keeps it off the disk."""

from collections.abc import AsyncGenerator
from typing import Final

from starlette.datastructures import FormData
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

LARGEST_FORM: Final = 1 << 20  # bytes
LARGEST_WITH_FILES: Final = 10 << 20  # bytes: a PDF that a patient brings
_MOST_FIELDS: Final = 1000
_MOST_FILES: Final = 4
_URLENCODED: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"


class FormTooLarge(Exception):
    """More bytes than any form of ours has."""


class FormRefused(Exception):
    """Not a form that a page of ours sends."""


async def read_form(request: Request, *, files: bool) -> FormData:
    """Return the form, with files where they are welcome. Raises `FormTooLarge`, `FormRefused`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _MULTIPART and files:
        return await _multipart(request)
    if kind == _URLENCODED:
        try:
            return await FormParser(request.headers, _bounded(request, LARGEST_FORM)).parse()
        except MultiPartException:
            raise FormRefused from None
    raise FormRefused


async def _multipart(request: Request) -> FormData:
    parser = MultiPartParser(
        request.headers,
        _bounded(request, LARGEST_WITH_FILES),
        max_files=_MOST_FILES,
        max_fields=_MOST_FIELDS,
        max_part_size=LARGEST_FORM,
    )
    parser.spool_max_size = LARGEST_WITH_FILES + 1  # somebody's papers stay in memory
    try:
        return await parser.parse()
    except (MultiPartException, KeyError):
        raise FormRefused from None


async def _bounded(request: Request, most: int) -> AsyncGenerator[bytes]:
    read = 0
    async for part in request.stream():
        read += len(part)
        if read > most:
            raise FormTooLarge
        yield part
