"""The command line: which commands there are, and what every exit code means."""

import _signal  # type: ignore[import-not-found]  # signal itself takes its time to import
import sys

# until this module is there, an interrupt ends the process without a trace
_WATCHED = _signal.getsignal(_signal.SIGINT) is _signal.default_int_handler
if _WATCHED:
    try:
        _signal.signal(_signal.SIGINT, _signal.SIG_DFL)
    except ValueError:  # outside the main thread nobody interrupts
        _WATCHED = False

try:  # most of the time until a command begins is spent here: Ctrl-C then is no fault to be traced
    import errno
    import gc
    import os
    import signal
    from collections.abc import Sequence
    from contextlib import suppress
    from importlib import import_module

    import click

    from slavery_benchmark import __version__
    from slavery_benchmark.cli.exits import BUG, DONE, INTERRUPTED, MEMORY, UNUSABLE, USAGE
except KeyboardInterrupt:
    if sys.stderr is not None:
        sys.stderr.write("Interrupted.\n")
    sys.exit(130)  # as in exits, which may not be there yet

_TOO_FEW = (errno.EMFILE, errno.ENFILE)
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)

# A command is imported when it is called: its name and its short help are enough for --help.
COMMANDS = {
    "score": "Score workbooks against the baseline.",
    "compare": "Set forces side by side.",
    "check": "Say what is to be done about workbooks.",
    "export": "Write results as an Excel workbook, with charts.",
    "visit": "Say what to look at first on a visit, and why.",
    "review": "Make the form in which an inspector reviews a return.",
    "moderate": "Set reviews of one return side by side, to be agreed.",
    "agreement": "Say how far inspectors agree with forces, and each other.",
    "actions": "Make an action plan, and follow up the last one.",
    "progress": "Say what has changed since earlier submissions.",
    "replay": "Make a result again, and say what differs.",
    "report": "Make a page to send, read and print.",
    "explain": "Show how a number came about, or what would move it.",
    "template": "Make the workbook that a force fills in.",
    "merge": "Join the parts of a return to one workbook.",
    "criteria": "List, show, check or copy the criteria.",
    "samples": "Copy the sample workbooks to a folder.",
}
_REVIEWS = ("review", "moderate", "agreement")
"""Commands that stand in a folder of their own."""

_NOW = {"levers": "explain FILE --levers"}
"""What went, and what does it now."""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order in which they are used."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:  # noqa: ARG002
        """Import and return a command, or None if there is none of that name."""
        if name not in COMMANDS:
            return None
        place = f"reviews.{name}" if name in _REVIEWS else name
        module = import_module(f"slavery_benchmark.cli.{place}")
        command: click.Command = module.command
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command; a misspelt one is answered with the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            if args[0] in _NOW:
                said = f"{error.message} That is benchmark {_NOW[args[0]]} now."
                raise click.UsageError(said, ctx) from None
            from slavery_benchmark.core.text import nearest

            close = nearest(args[0], COMMANDS)
            if not close or "Did you mean" in error.message:
                raise
            raise click.UsageError(f"{error.message} Did you mean {close[0]!r}?", ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog="Exit codes: 0 done, 1 problems or a threshold not met, 2 wrong usage, 3 a file that "
    "cannot be used, 70 a bug, 71 too little memory, 130 interrupted.",
)
@click.version_option(__version__, "--version", prog_name="benchmark")
def main() -> None:
    """Score self-assessment workbooks against the baseline of a framework of criteria.

    A self-assessment is not an inspection result: no force was graded.
    """


def run() -> None:
    """Run the command line and leave with its exit code; a fault of ours is said to be one."""
    # what a run makes it keeps: looking through it for cycles so often took a tenth of a short one
    gc.set_threshold(20_000, 5, 5)
    try:
        _answer_interrupts()
        _make_streams_safe()
        code = exit_code(expand_wildcards(sys.argv[1:]))
    except KeyboardInterrupt:  # before the command began, or while it said its last words
        code = INTERRUPTED
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # it is over: no trace from the very end
    # what is left goes with the process: it need not be looked through once more, piece by piece
    gc.freeze()
    sys.exit(code)


class _Interrupt:
    """Whether the user has interrupted this process."""

    came = False

    @classmethod
    def answer(cls, *_: object) -> None:
        """Raise KeyboardInterrupt, as without us; and know of it, wherever it goes."""
        cls.came = True
        raise KeyboardInterrupt

    @classmethod
    def lost(cls, unraisable: "sys.UnraisableHookArgs") -> None:
        """Interrupt again, without a trace, where nothing could be raised."""
        if unraisable.exc_type is KeyboardInterrupt:
            import _thread

            _thread.interrupt_main()
        else:
            sys.__unraisablehook__(unraisable)


def _answer_interrupts() -> None:
    """Take interrupts for what they are, unless this process is to ignore them."""
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, _Interrupt.answer)
        sys.unraisablehook = _Interrupt.lost


def _make_streams_safe() -> None:
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed before this process began
            setattr(sys, name, open(os.devnull, "w", encoding="utf-8"))  # noqa: PTH123, SIM115
    for stream in (sys.stdout, sys.stderr):
        # what a console cannot show becomes a question mark, never a crash
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")


def expand_wildcards(arguments: Sequence[str], *, shell_does: bool = os.name != "nt") -> list[str]:
    """Return the arguments with * and ? expanded, which the shells of Windows leave to programs."""
    if shell_does:
        return list(arguments)
    from glob import glob

    expanded: list[str] = []
    for argument in arguments:
        # Path.glob knows no absolute pattern
        found = sorted(glob(argument)) if set(argument) & set("*?[") else []  # noqa: PTH207
        expanded += found or [argument]
    return expanded


def exit_code(arguments: Sequence[str]) -> int:
    """Run the command line with these arguments; return its exit code, never raise."""
    try:
        result = main.main(list(arguments), prog_name="benchmark", standalone_mode=False)
        return result if isinstance(result, int) else DONE
    except click.exceptions.Exit as leave:
        return leave.exit_code
    except click.ClickException as error:
        from slavery_benchmark.core.text import clean

        # it may repeat the name of a file, which may hold codes for the terminal, and ends of lines
        error.__dict__["message"] = clean(error.message)
        with suppress(OSError):
            error.show()
        return USAGE if isinstance(error, click.UsageError) else error.exit_code
    except (click.Abort, KeyboardInterrupt):
        _last_words("Interrupted.")
        return INTERRUPTED
    except OSError as error:
        if error.errno in _TOO_FEW:
            _last_words(
                f"{error.strerror}: this system lets a process hold too few at a time. Raise that "
                "(ulimit -n 256), or read with --jobs 1."
            )
            return UNUSABLE
        if error.errno not in _FULL:
            return _report_bug(error)
        _last_words(f"The output cannot be written: {error.strerror}.")
        return UNUSABLE
    except MemoryError:
        return _too_little_memory()
    except Exception as error:  # noqa: BLE001 - the last resort
        from slavery_benchmark.core.problems import CannotGoOnError

        if not isinstance(error, CannotGoOnError):
            return _report_bug(error)
        from slavery_benchmark.cli.talk import say

        for line in error.lines:
            say(line)
        return UNUSABLE


def _too_little_memory() -> int:
    _last_words(
        "This machine has too little memory for that: end other programs, give fewer files at a "
        "time, or --jobs 1."
    )
    return MEMORY


def _report_bug(error: Exception) -> int:
    if _Interrupt.came:  # what was being imported may have made something else of it
        _last_words("Interrupted.")
        return INTERRUPTED
    import traceback

    last = traceback.extract_tb(error.__traceback__)[-1]
    from slavery_benchmark.core.text import clean

    said = clean(f"{type(error).__name__}: {error}", 300)
    _last_words(
        f"This is a fault of benchmark {__version__}, not of your file: "
        f"{said} ({last.name}, line {last.lineno}). "
        "Please report it with the command you gave."
    )
    return BUG


def _last_words(said: str) -> None:
    with suppress(OSError):  # stderr may be full or closed as well
        click.echo(said, err=True)


if _WATCHED:
    _signal.signal(_signal.SIGINT, _signal.default_int_handler)
