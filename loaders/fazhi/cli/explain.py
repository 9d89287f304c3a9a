"""`fazhi explain`."""

from itertools import groupby

import click


@click.command()
@click.argument("name", metavar="[RULE]", required=False)
def explain(name: str | None) -> None:
    """Explain a rule, or list them all.

    \b
    Examples:
      fazhi explain
      fazhi explain relation-broken
    """
    from fazhi.validate import catalogue
    from fazhi.validate.rules import RULES

    if name:
        click.echo(catalogue.explain(catalogue.find_rule(name)), nl=False)
        return
    width = max(len(rule.name) for rule in RULES)
    for family, members in groupby(RULES, key=lambda rule: rule.family):
        click.echo(click.style(family, bold=True))
        for rule in members:
            click.echo(f"  {rule.name:<{width}}  {rule.summary}")
