"""Commands that are run to their end, and trouble told when they fail."""

import subprocess

from .trouble import Trouble

TAIL = 15  # lines of output shown when a command fails


def _tail(text):
    """Return the last lines of an output, indented."""
    return "\n".join("    " + line for line in text.strip().splitlines()[-TAIL:])


def call(argv, what, **options):
    """Run `argv` and return its standard output; Trouble says that `what` failed, and how."""
    try:
        done = subprocess.run(
            [str(word) for word in argv],
            capture_output=True,
            text=True,
            stdin=None if "input" in options else subprocess.DEVNULL,
            **options,
        )
    except (FileNotFoundError, PermissionError) as error:
        raise Trouble(f"{what} failed: {argv[0]} cannot be run ({error.strerror})") from error
    if done.returncode:
        raise Trouble(f"{what} failed:\n{_tail(done.stderr or done.stdout)}")
    return done.stdout


def logged(argv, what, log, **options):
    """Run `argv` with all its output going to the file `log`; Trouble shows the file's end."""
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("w") as sink:
        done = subprocess.run(
            [str(word) for word in argv],
            stdin=subprocess.DEVNULL,
            stdout=sink,
            stderr=subprocess.STDOUT,
            **options,
        )
    if done.returncode:
        raise Trouble(f"{what} failed; {log} ends with\n{_tail(log.read_text(errors='replace'))}")
