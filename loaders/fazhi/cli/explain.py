"""`fazhi explain`."""

from __future__ import annotations

from itertools import groupby

import click

from fazhi.validate.catalogue import explain as explain_rule
from fazhi.validate.catalogue import find_rule
from fazhi.validate.rule import rules


@click.command()
@click.argument("name", metavar="[RULE]", required=False)
def explain(name: str | None) -> None:
    """Explain a rule, or list them all.

    \b
    Examples:
      fazhi explain
      fazhi explain relation-broken
    """
    if name:
        click.echo(explain_rule(find_rule(name)), nl=False)
        return
    width = max(len(one.name) for one in rules())
    for family, members in groupby(rules(), key=lambda one: one.family):
        click.echo(click.style(family, bold=True))
        for one in members:
            click.echo(f"  {one.name:<{width}}  {one.summary}")
