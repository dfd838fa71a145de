"""postcheck completion."""

from __future__ import annotations

import click

from postcheck.cli.options import Choice
from postcheck.cli.shells import SCRIPTS


@click.command()
@click.argument("shell", type=Choice(tuple(SCRIPTS)))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash: postcheck completion bash > ~/.local/share/bash-completion/completions/postcheck
    zsh:  postcheck completion zsh > ~/.zfunc/_postcheck   (with fpath+=~/.zfunc before compinit)
    fish: postcheck completion fish > ~/.config/fish/completions/postcheck.fish
    """
    click.echo(SCRIPTS[shell], nl=False)
