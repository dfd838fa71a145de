"""postcheck completion."""

from __future__ import annotations

import click

from postcheck.cli.options import Choice

_SHELLS = ("bash", "zsh", "fish")


@click.command()
@click.argument("shell", type=Choice(_SHELLS))
def completion(shell: str) -> None:
    """Print the completion script for SHELL.

    \b
    bash: postcheck completion bash > ~/.local/share/bash-completion/completions/postcheck
    zsh:  postcheck completion zsh > ~/.zfunc/_postcheck   (with fpath+=~/.zfunc before compinit)
    fish: postcheck completion fish > ~/.config/fish/completions/postcheck.fish
    """
    from click.shell_completion import get_completion_class

    from postcheck.cli import cli

    kind = get_completion_class(shell)
    if kind is None:
        raise click.UsageError(f"click knows no completion for {shell}")
    script = kind(cli, {}, "postcheck", "_POSTCHECK_COMPLETE")
    # Not `source()`: for bash, that starts a bash to ask for its version, and talks about it.
    click.echo(script.source_template % script.source_vars())
