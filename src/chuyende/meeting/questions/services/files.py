"""Pictures and sounds of questions, stored once each."""

import hashlib
from typing import TypeVar

from django.core.files.base import ContentFile, File

from chuyende.foundation.core.intake import MB, FileKind, check_upload

from ..models import ImportedFile, QuestionFile

#: what may stand in a question, and how large
FILE_KINDS = (FileKind.JPEG, FileKind.PNG, FileKind.WEBP, FileKind.MP3, FileKind.M4A)
MAX_FILE = 4 * MB

K = TypeVar("K", QuestionFile, ImportedFile)


def digest_of(file: File) -> str:
    """By what a file is known again. It is rewound."""
    file.seek(0)
    digest = hashlib.sha256(file.read()).hexdigest()
    file.seek(0)
    return digest


def stored_file(record: K, file: File) -> K:
    """Put `file` into the storage and fill `record`, which is not saved. Raises `FileRefused`."""
    kind = check_upload(file, kinds=FILE_KINDS, max_bytes=MAX_FILE)
    record.content_type, record.digest = kind.content_type, digest_of(file)
    record.file.save(f"{record.pk}{kind.extension}", ContentFile(file.read()), save=False)
    return record
