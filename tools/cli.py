"""The command line: one parser, one module of tools/commands for each command."""

import argparse
import errno
import sys

from .commands import apikey, bench, city, lint, pack, profile, run, shell, stop, test
from .say import say
from .trouble import Trouble

COMMANDS = (run, stop, test, lint, bench, profile, city, shell, apikey, pack)


def parser():
    """Return the parser with every command."""
    main_parser = argparse.ArgumentParser(
        prog="./jn",
        description="Sets everything up by itself, serves the product, tests it.",
        allow_abbrev=False,
    )
    commands = main_parser.add_subparsers(metavar="COMMAND", required=True)
    for module in COMMANDS:
        name = module.__name__.rpartition(".")[2]
        text = module.__doc__.strip().splitlines()[0]
        sub = commands.add_parser(name, help=text, description=text, allow_abbrev=False)
        module.add_arguments(sub)
        sub.set_defaults(command=module, rest=[])
    return main_parser


def _parse(words):
    """Return the options; what follows `test` belongs to pytest, word for word."""
    if words[:1] == ["test"] and not {"-h", "--help"} & set(words):
        options = parser().parse_args(["test"])
        options.rest = words[1:]
        return options
    return parser().parse_args(words)


def main(words=None):
    """Run one command and return the exit code; foreseeable trouble is one sentence."""
    options = _parse(sys.argv[1:] if words is None else words)
    try:
        return options.command.main(options) or 0
    except Trouble as trouble:
        say(f"jn: {trouble}")
    except KeyboardInterrupt:
        say("jn: interrupted")
        return 130
    except OSError as error:
        if error.errno not in (errno.ENOSPC, errno.EACCES, errno.EROFS):
            raise
        say(f"jn: {error.strerror}: {error.filename or 'the disk'}; mend that and run again")
    return 1
