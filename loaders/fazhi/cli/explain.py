"""`fazhi explain`."""

from itertools import groupby

import click

from fazhi.cli._output import say, say_rendered


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
        say_rendered(catalogue.explain(catalogue.find_rule(name)))
        return
    width = max(len(rule.name) for rule in RULES)
    for family, members in groupby(RULES, key=lambda rule: rule.family):
        say(family, bold=True)
        for rule in members:
            say(f"  {rule.name:<{width}}  {rule.summary}")
