"""The measures that a figure most likely has, by the words around it.

The words before a figure, back to the figure or clause before it, belong to it (结案12件、调解3件),
and so do the noun directly after it (12件民事案件) and the header of its column. Words of the rest
of the sentence weigh less, and words that belong to another figure nothing, unless the figure has
none of its own (批准逮捕133件244人).

A measure is a candidate when the figure has one of its units. It scores the squared length of the
longest of its names there, times the weight of the place and the distance. A name is also found
with other words inside it (审结各类案件 is 审结案件), without the noun that the unit implies (审结
12件), or when its end stands at the figure and its beginning elsewhere in the paragraph. The kind
of organ that acts makes its own measures likelier.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Final, NamedTuple

from fazhi.clause.table import column_header
from fazhi.curate.draft.near import (
    GENERAL_NOUN,
    Words,
    countable_figures,
    words_near,
)
from fazhi.figure import Figure
from fazhi.punctuation import (
    LINE_BREAKS,
    fold_width,
)
from fazhi.record.vocabulary import RELATIVE_UNITS, Measure, Unit, Vocabularies

HALF_DISTANCE: Final = 16
"""The distance in characters at which a name weighs half."""
LONGEST_GAP: Final = 8
GAP_WEIGHT, NOUNLESS_WEIGHT, SPLIT_WEIGHT, TOPIC_WEIGHT = 0.6, 0.6, 0.9, 0.7
"""Weights of a name with other words inside, without its noun, with its beginning elsewhere in the
paragraph, and with its beginning in the headline."""
GENERAL_WEIGHT: Final = 0.4
"""Weight of a name that says only what is counted and not what was done: 刑事案件."""
OTHER_UNIT_WEIGHT: Final = 0.5
"""Weight of a measure whose units are not those of the figure that a change follows."""
REQUESTED_WEIGHT: Final = 0.05
"""Weight of a name of which the text says that it is only asked for: 提请批准逮捕."""
LARGEST_DISTANCE_OF_END: Final = 2
WORD_SCORE: Final = 3.0
"""Score of the first or last word of a name alone, where nothing else is found."""
WEAK_SCORE: Final = 5.0
"""A measure with a lower score has no more than a word of its name beside the figure."""
CERTAIN_SCORE: Final = 40.0
CERTAIN_RATIO: Final = 1.5
LIKELIER, UNLIKELIER, FOREIGN = 1.4, 0.7, 0.35
CHANGE_UNITS: Final = ("%", "个百分点", "倍", "成")
_HOME_GROUPS: Final[Mapping[str, frozenset[str]]] = {
    "court": frozenset({"trial", "enforcement"}),
    "peoples-tribunal": frozenset({"trial"}),
    "railway-court": frozenset({"trial", "enforcement"}),
    "procuratorate": frozenset({"criminal", "procuratorial", "public-interest"}),
    "railway-procuratorate": frozenset({"criminal", "procuratorial", "public-interest"}),
    "police": frozenset({"policing", "traffic"}),
    "police-station": frozenset({"policing"}),
    "traffic-police": frozenset({"traffic"}),
    "border-authority": frozenset({"policing"}),
    "justice-bureau": frozenset({"mediation", "legal-services", "corrections", "administrative"}),
    "judicial-office": frozenset({"mediation", "legal-services", "corrections"}),
    "legal-aid-centre": frozenset({"legal-services"}),
    "mediation-body": frozenset({"mediation"}),
    "notary-office": frozenset({"legal-services"}),
    "prison": frozenset({"corrections"}),
    "discipline-commission": frozenset({"supervision"}),
}
"""The groups of measures that belong to a kind of organization."""
# Groups of measures that only these organs publish, by words that say that they acted.
_OWN_GROUPS: Final[Mapping[str, re.Pattern[str]]] = {
    "procuratorial": re.compile("检察|[我本该]检"),
    "public-interest": re.compile("检察|公益诉讼|[我本该]检"),
    "policing": re.compile("公安|警|派出所"),
    "traffic": re.compile("公安|警|交管"),
}
_NOUN = re.compile("(?:各类)?案件$")
_GENERAL_NOUNS = ("案件", "人数", "金额", "人次", "人员", "群众", "活动", "工作", "情况", "各类")
_OPPOSITE = re.compile("(?:不|未|无|免|拒|非)予?$")
_REQUESTED = re.compile("(?:提请|报请|申请|拟|应当?|准备)$")


class Suggestion(NamedTuple):
    """A measure that a figure may have; `unit` is None when the figure's unit is not clear."""

    measure: Measure
    unit: Unit | None
    score: float


def suggest_measures(
    text: str,
    figure: Figure,
    vocabularies: Vocabularies,
    *,
    is_change: bool = False,
    organ: str | None = None,
) -> list[Suggestion]:
    """The measures of a figure, the likeliest first; empty when no name is near.

    A change (`is_change`) of any measure may be given in percent. `organ` is the kind of the
    organization that acts, or of the one that reports.
    """
    words = words_near(text, figure, vocabularies)
    topics = _topics(text, figure)
    header = column_header(text, figure.start)
    form = figure.unit or (header.unit if header else "")
    groups = _group_counts(text, vocabularies)
    sentence = "".join(stretch.text for stretch in words)
    is_relative = is_change and fold_width(figure.unit) in CHANGE_UNITS
    changed = next(
        (other.unit for other in reversed(countable_figures(text)) if other.end <= figure.start), ""
    )
    relative = [
        unit
        for unit in vocabularies.units
        # The reader reads 三成 as 30, which is a percentage.
        if unit.code in RELATIVE_UNITS and unit.code != "tenth"
    ]
    found = []
    for measure in vocabularies.measures:
        if measure.deprecated or not measure.units:
            continue
        units = [vocabularies.units[code] for code in measure.units]
        fitting = [unit for unit in (relative if is_relative else units) if unit.is_written(form)]
        if not fitting:
            continue
        names = _names(measure, organ)
        score = max(
            *(_score(name, stretch) for name in names for stretch in words),
            *(
                _split_score(form_of_name, words[0], topics)
                for name in names
                for form_of_name in {name, _NOUN.sub("", name)}
            ),
            *(_word_score(name, words[:2]) for name in names),
        )
        if score:
            score *= _likelihood(measure.broader, organ, sentence)
            if is_relative and not any(unit.is_written(changed) for unit in units):
                score *= OTHER_UNIT_WEIGHT
            score += groups[measure.broader] / (groups.total() or 1)
            found.append(Suggestion(measure, find_unit(form, fitting), round(score, 3)))
    return sorted(found, key=lambda item: (-item.score, item.measure.code))


def is_certain(suggestions: Sequence[Suggestion]) -> bool:
    """Whether the first suggestion is much likelier than all others, and its unit is clear."""
    if not suggestions or suggestions[0].unit is None:
        return False
    first, *others = suggestions
    runner_up = others[0].score if others else 0
    return first.score >= max(CERTAIN_SCORE, CERTAIN_RATIO * runner_up)


def measures_named(
    words: str, vocabularies: Vocabularies, organ: str | None, known: Collection[str] = ()
) -> list[Measure]:
    """The measures of which words have a name, that with the longest first; of several those that
    the report is known to have, then those that the kind of organ makes likelier."""
    found = []
    for measure in vocabularies.measures:
        if measure.deprecated or not measure.units:
            continue
        lengths = [len(name) for name in (measure.label.zh, *measure.aliases) if name in words]
        if lengths:
            likelihood = _likelihood(measure.broader, organ, words)
            is_new = measure.code not in known
            found.append((-max(lengths), is_new, -likelihood, measure.code, measure))
    return [measure for *_, measure in sorted(found, key=lambda item: item[:4])]


def find_unit(form: str, units: Iterable[Unit]) -> Unit | None:
    """The only one of the units with this written form in either width; None when several or none
    have it."""
    fitting = [unit for unit in units if unit.is_written(form)]
    return fitting[0] if len(fitting) == 1 else None


def _score(name: str, words: Words) -> float:
    """How strongly a stretch of text has a name: 0 when it does not."""
    stretch = words.text
    is_general = GENERAL_NOUN.fullmatch(name) is not None
    at = stretch.rfind(name) if words.is_before else stretch.find(name)
    length, strength = len(name), 1.0
    if at < 0:
        strength = GAP_WEIGHT
        at, length = _find_with_gap(name, stretch)
    nounless = _NOUN.sub("", name)
    if at < 0 and nounless != name and len(nounless) > 1 and words.is_before:
        strength = NOUNLESS_WEIGHT
        at, length = stretch.rfind(nounless), len(nounless)
        name = nounless
    if at < 0 or _OPPOSITE.search(stretch, 0, at):
        return 0
    if _REQUESTED.search(stretch, 0, at):
        strength *= REQUESTED_WEIGHT
    if is_general:
        strength *= GENERAL_WEIGHT
    distance = len(stretch) - at - length if words.is_before else at
    return len(name) ** 2 * words.weight * strength / (1 + max(0, distance) / HALF_DISTANCE)


def _split_score(name: str, before: Words, topics: tuple[str, str]) -> float:
    """The score of a name whose end stands directly before the figure, and its beginning earlier
    in the paragraph or in the headline: 公益诉讼方面,…立案61件."""
    paragraph, headline = topics
    stretch = before.text.rstrip()
    for cut in range(2, len(name) - 1, 2):  # most words have two characters
        beginning, end = name[:cut], name[cut:]
        at = stretch.rfind(end)
        is_near = 0 <= len(stretch) - at - len(end) <= LARGEST_DISTANCE_OF_END
        if at < 0 or not is_near or end in _GENERAL_NOUNS or _OPPOSITE.search(stretch, 0, at):
            continue
        start = paragraph.rfind(beginning)
        if start >= 0 and not _REQUESTED.search(paragraph, 0, start):
            return (len(end) ** 2 + cut) * before.weight * SPLIT_WEIGHT
        if beginning in headline:
            return (len(end) ** 2 + cut) * before.weight * TOPIC_WEIGHT
    return 0


def _word_score(name: str, near: Sequence[Words]) -> float:
    """The score of the first or last two characters of a name directly beside the figure, which
    are mostly its verb or its noun: 恢复湿地800亩 may be 恢复草原."""
    ends = {name[:2], name[-2:]} - set(_GENERAL_NOUNS) if len(name) > 3 else set()
    return WORD_SCORE * any(end in item.text[-8:] for end in ends for item in near)


def _topics(text: str, figure: Figure) -> tuple[str, str]:
    """The paragraph of a figure up to it, and the headline."""
    start = max(text.rfind(mark, 0, figure.start) for mark in LINE_BREAKS) + 1
    return text[start : figure.start], text.strip().splitlines()[0] if text.strip() else ""


def _find_with_gap(name: str, words: str) -> tuple[int, int]:
    """Where the two halves of a name of four or more characters stand with others between them,
    and how far they reach; -1 when they do not."""
    for cut in range(2, len(name) - 1):
        at = words.rfind(name[:cut])
        if at >= 0:
            second = words.find(name[cut:], at + cut, at + len(name) + LONGEST_GAP)
            if second >= 0:
                return at, second + len(name) - cut - at
    return -1, 0


def _names(measure: Measure, organ: str | None) -> list[str]:
    """The names of a measure; where it belongs to other kinds of organ than this one, without those
    that say only which cases are counted: 刑事案件 of a court are none that the police filed."""
    names = [measure.label.zh, *measure.aliases]
    if _likelihood(measure.broader, organ, "") >= 1:
        return names
    return [name for name in names if not GENERAL_NOUN.fullmatch(name)]


def _likelihood(group: str | None, organ: str | None, words: str) -> float:
    """How much likelier the kind of organ makes a measure of the group, beside these words."""
    home = _HOME_GROUPS.get(organ or "")
    if home is None or group is None:
        return 1
    if group in home:
        return LIKELIER
    own = _OWN_GROUPS.get(group)
    if own and not own.search(words):
        return FOREIGN
    return UNLIKELIER if any(group in groups for groups in _HOME_GROUPS.values()) else 1


@lru_cache(maxsize=16)
def _group_counts(text: str, vocabularies: Vocabularies) -> Counter[str | None]:
    """For each group of measures how often the text has names of its measures."""
    counts: Counter[str | None] = Counter()
    for measure in vocabularies.measures:
        counts[measure.broader] += sum(map(text.count, measure.aliases))
    return counts
