"""The entry point of the command `fazhi`, and of `python -m fazhi`."""

import signal

# An interruption while modules are imported ends the process at once, without a traceback.
signal.signal(signal.SIGINT, signal.SIG_DFL)

from fazhi.cli import main  # noqa: E402


def run() -> None:
    """Run the command; from here on an interruption is an exception, and is said in one line."""
    signal.signal(signal.SIGINT, signal.default_int_handler)
    main()


if __name__ == "__main__":
    run()
