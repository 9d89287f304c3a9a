"""`fazhi add`."""

import re
from typing import Any, Final

import click

from fazhi.cli._output import say
from fazhi.errors import InputError

_QUESTIONS: Final = {
    "label_zh": "Chinese label",
    "label_en": "English label",
    "broader": "group",
    "code": "code",
    "definition_zh": "what it counts and what it does not, in Chinese",
    "definition_en": "the same in English",
    "units": "units, joined by commas",
    "kind": "kind: flow adds up over time, stock stands at a time, rate is a quotient",
    "summable": "may values of disjoint periods be added up",
    "per": "what it is an average over, such as judge; Enter if it is none",
    "numerator": "the code of the measure that is divided; Enter if there is none",
    "denominator": "the code of the measure it is divided by; Enter if there is none",
    "aliases": "words by which reports name it, joined by commas",
}


@click.group()
def add() -> None:
    """Add an entry to a vocabulary of the checkout.

    \b
    Example:
      fazhi add measure
    """


@add.command()
@click.option("--label-zh", metavar="TEXT", help="Chinese label.")
@click.option("--label-en", metavar="TEXT", help="English label.")
@click.option("--group", "broader", metavar="CODE", help="The group of measures, e.g. mediation.")
@click.option("--code", metavar="CODE", help="GROUP.words-joined-by-hyphens.")
@click.option("--definition-zh", metavar="TEXT", help="What it counts and what not, in Chinese.")
@click.option("--definition-en", metavar="TEXT", help="The same in English.")
@click.option("--units", metavar="A,B,…", help="Codes of units of one dimension.")
@click.option("--kind", metavar="KIND", help="flow, stock or rate.")
@click.option("--summable", metavar="yes|no", help="Whether disjoint periods may be added up.")
@click.option("--per", metavar="WORDS", help="What it is an average over, e.g. judge. Of a rate.")
@click.option("--numerator", metavar="CODE", help="The measure that is divided. Of a rate.")
@click.option("--denominator", metavar="CODE", help="The measure it is divided by. Of a rate.")
@click.option("--aliases", metavar="A,B,…", help="Words by which reports name it.")
def measure(**options: str | None) -> None:
    """Add a measure to schema/vocabularies/measures.json.

    What no option gives is asked, with the likeliest answer; Enter takes it. Search first whether
    there is such a measure: fazhi show measures --search WORDS

    \b
    Examples:
      fazhi add measure
      fazhi add measure --label-zh 巡回调解点 --group mediation --units site

    Exit status: 0 the measure is added, 2 wrong use.
    """
    from fazhi.curate.add_measure import CHECKS, concept, insert, is_asked, refusal
    from fazhi.record.vocabulary import load_vocabularies
    from fazhi.resources import checkout_directory
    from fazhi.write import update_file

    root = checkout_directory()
    if root is None:
        raise InputError("there is no checkout here to add a measure to; see CONTRIBUTING.md")
    path = root / "schema" / "vocabularies" / "measures.json"
    vocabularies = load_vocabularies(path.parent)
    proposal: dict[str, Any] = {}
    for name in CHECKS:
        given = options[name]
        if given is None and not is_asked(name, proposal):
            continue
        while True:
            answer = _asked(name, proposal, vocabularies) if given is None else given
            proposal[name] = _value(name, answer)
            sentence = refusal(name, proposal, vocabularies)
            if sentence is None:
                break
            if given is not None:
                raise InputError(f"--{_option(name)}: {sentence}")
            say(sentence)
    try:
        added = concept(proposal, vocabularies)
    except ValueError as error:
        raise InputError(str(error)) from None
    update_file(path, lambda old: insert((old or b"").decode(), added).encode())
    say(f"added {added['code']} to {path}")
    say("commit it with your record: fazhi build; git add schema dataset CHANGELOG.md")


def _asked(name: str, proposal: dict[str, Any], vocabularies: Any) -> str:
    """The answer to the question for a field."""
    from fazhi.curate.add_measure import default, similar

    if name == "label_en":
        for found in similar(proposal["label_zh"], vocabularies)[:3]:
            say(f"  there is {found.code} {found.label.zh}")
    likeliest = default(name, proposal, vocabularies)
    return str(click.prompt(_QUESTIONS[name], default=likeliest, show_default=bool(likeliest)))


def _value(name: str, answer: str) -> Any:
    """The value of a field as it was typed."""
    if name in ("units", "aliases"):
        return [part for part in re.split(r"\s*[,，、]\s*", answer.strip()) if part]
    if name == "summable":
        return answer.strip().lower() in ("yes", "y", "true")
    return answer.strip()


def _option(name: str) -> str:
    return "group" if name == "broader" else name.replace("_", "-")
