"""A pack's folder as {relative path: bytes}, and back."""

from pathlib import Path


def read(folder):
    """Return the YAML files below a folder."""
    folder = Path(folder)
    return {str(f.relative_to(folder)): f.read_bytes() for f in sorted(folder.rglob("*.yaml"))}


def write(folder, files):
    """Make the YAML files below a folder exactly these."""
    folder = Path(folder)
    for name in read(folder).keys() - files.keys():
        (folder / name).unlink()
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content)
