"""`fazhi completion`."""

import click
from click.shell_completion import get_completion_class

from fazhi.cli._output import say_rendered


@click.command()
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print the script that completes the commands of fazhi in a shell.

    \b
    Examples:
      fazhi completion bash >> ~/.bash_completion
      fazhi completion fish > ~/.config/fish/completions/fazhi.fish
    """
    completer = get_completion_class(shell)
    assert completer is not None
    root = click.get_current_context().find_root()
    say_rendered(completer(root.command, {}, "fazhi", "_FAZHI_COMPLETE").source() + "\n")
