"""Reads the form of a request, no larger than allowed, and keeps it off the disk."""

from collections.abc import AsyncGenerator
from typing import Final

from starlette.datastructures import FormData
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

LARGEST_FORM: Final = 1 << 20  # bytes
LARGEST_WITH_FILES: Final = 10 << 20  # bytes: a PDF that a patient brings
LARGEST_OF_STRANGERS: Final = 16 << 10  # bytes: a name and a password
LONGEST_FIELD: Final = 2000
"""Letters; what pages do with a text may take time that grows with the square of its length."""
_MOST_FIELDS: Final = 1000
_MOST_FILES: Final = 4
_URLENCODED: Final = "application/x-www-form-urlencoded"
_MULTIPART: Final = "multipart/form-data"


class FormTooLarge(Exception):
    """More bytes than any form of ours has."""


class FormRefused(Exception):
    """Not a form that a page of ours sends."""


async def read_form(request: Request, *, stranger: bool) -> FormData:
    """Return the form; files come from nobody but staff. Raises `FormTooLarge`, `FormRefused`."""
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == _MULTIPART and not stranger:
        form = await _multipart(request)
    elif kind == _URLENCODED:
        form = await _urlencoded(request, LARGEST_OF_STRANGERS if stranger else LARGEST_FORM)
    else:
        raise FormRefused
    if any(len(text) > LONGEST_FIELD for _, text in form.multi_items() if isinstance(text, str)):
        await form.close()
        raise FormTooLarge
    return form


async def _urlencoded(request: Request, most: int) -> FormData:
    try:
        return await FormParser(request.headers, _bounded(request, most)).parse()
    except MultiPartException:
        raise FormRefused from None


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
