"""Reads one uploaded file into memory, bounded in size; nothing of it is written to the disk."""

from dataclasses import dataclass, field
from uuid import uuid4

from fastapi import Request
from starlette.datastructures import FormData, UploadFile
from starlette.exceptions import HTTPException
from starlette.formparsers import MultiPartException, MultiPartParser

from api.pages.typed_fields import Fields
from application.survey.staged_rosters import UploadRoster
from domain.errors import Invalid
from domain.shared import RequestId

TOO_LARGE = 413
FIELDS_AT_MOST = 4
FIELD_BYTES_AT_MOST = 1_000


class _KeptInMemory(MultiPartParser):
    # Zero is no bound: a file would be moved to the disk, in clear, once it is larger than this.
    spool_max_size = 0


@dataclass(frozen=True, slots=True)
class Uploaded:
    """A form with a file; of one that is too large nothing is left but that."""

    fields: Fields
    file_name: str = field(default="", repr=False)
    content: bytes = field(default=b"", repr=False)
    is_too_large: bool = False


async def read_upload(request: Request) -> Uploaded:
    """Return the fields of a form, and the file of its field `file`, empty when none was chosen.

    Raises: HTTPException 400 when it cannot be read.
    """
    if not request.headers.get("content-type", "").startswith("multipart/form-data"):
        return Uploaded(Fields({}))
    parser = _KeptInMemory(
        request.headers,
        request.stream(),
        max_files=1,
        max_fields=FIELDS_AT_MOST,
        max_part_size=FIELD_BYTES_AT_MOST,
    )
    try:
        form = await parser.parse()
    except MultiPartException:
        raise HTTPException(400) from None
    except HTTPException as refused:
        if refused.status_code != TOO_LARGE:
            raise
        return Uploaded(Fields({}), is_too_large=True)
    try:
        return await _uploaded(form)
    finally:
        await form.close()


async def _uploaded(form: FormData) -> Uploaded:
    fields = Fields({name: (said,) for name, said in form.items() if isinstance(said, str)})
    file = form.get("file")
    if not isinstance(file, UploadFile):
        return Uploaded(fields)
    return Uploaded(fields, file.filename or "", await file.read())


def sent_file(uploaded: Uploaded) -> UploadRoster:
    """Return the file of a form as a request to keep it. Raises: Invalid for field `file`."""
    if uploaded.is_too_large:
        raise Invalid("file_too_large", "file")
    if not uploaded.file_name:
        raise Invalid("file_missing", "file")
    return UploadRoster(
        request_id=RequestId(uploaded.fields.maybe_id("request_id") or uuid4()),
        file_name=uploaded.file_name,
        content=uploaded.content,
    )
