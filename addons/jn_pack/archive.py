"""A pack's files as one zip file."""

import io
import zipfile

# a regulation is a few hundred kilobytes of text; more is a mistake or an attack
MAX_BYTES = 10_000_000
# zip keeps a moment per file; a fixed one makes equal packs equal archives
MOMENT = (1980, 1, 1, 0, 0, 0)


def zip_files(files):
    """One archive of {path: bytes}; the same files give the same bytes.

    >>> unzip_files(zip_files({"pack.yaml": b"a", "flows/case.yaml": b"b"}))
    {'flows/case.yaml': b'b', 'pack.yaml': b'a'}
    """
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(files):
            archive.writestr(zipfile.ZipInfo(path, MOMENT), files[path], zipfile.ZIP_DEFLATED)
    return stream.getvalue()


def unzip_files(content):
    """{path: bytes} of an archive, without the folder that holds all; ValueError when it is none or too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            infos = [info for info in archive.infolist() if not info.is_dir()]
            if sum(info.file_size for info in infos) > MAX_BYTES:
                raise ValueError("too large")
            files = {info.filename: archive.read(info) for info in infos}
    except zipfile.BadZipFile as error:
        raise ValueError("no zip file") from error
    return _without_folder(files)


def _without_folder(files):
    """The files as seen from the folder in which pack.yaml lies, when that is one folder down."""
    heads = {path.partition("/")[0] for path in files}
    if "pack.yaml" in files or len(heads) != 1:
        return files
    return {path.partition("/")[2]: content for path, content in files.items()}
