"""The article: the one place where the structure of a record is written.

The JSON Schema, the Arrow types and the columns of the tables are derived from these classes; the
docstrings of the fields are their descriptions.
"""

from typing import Annotated, Final, Literal, get_args

from pydantic import Field

from fazhi.record.field_types import (
    Code,
    CodeOf,
    Division,
    LanguageTag,
    Line,
    Maybe,
    MetricId,
    Number,
    Offset,
    OrganizationId,
    Paragraph,
    Part,
    PeriodText,
    Revision,
    Sha256,
    Slug,
)

SchemaVersion = Literal["1.2"]
SCHEMA_VERSION: Final[str] = get_args(SchemaVersion)[0]


class Label(Part):
    """One text in Chinese and in English."""

    zh: Line
    """Chinese, as the source has it where the source has it."""
    en: Line
    """English."""


class Summary(Part):
    """What the report says, in the curator's own words."""

    zh: Paragraph
    """Chinese, in the curator's own words."""
    en: Paragraph
    """English, in the curator's own words."""


class Evidence(Part):
    """A quote of the source and its place: a W3C Web Annotation text quote selector and text
    position selector in one. Offsets count Unicode code points from 0; `end` is exclusive, so
    `text[start:end] == exact`."""

    exact: Annotated[Line, Field(examples=["2542件"])]
    """The quoted characters, at most 40 and on one line."""
    start: Offset
    """Code points before the quote."""
    end: Offset
    """Code points before the first character after the quote."""
    role: Maybe[Literal["cell", "header", "context"]] = None
    """In a table of the source `cell` for the numeral and `header` for the words that give its
    unit; `context` for words that say what the figure is (a change, a target) from outside its own
    clause. Absent where the quote is the figure itself."""


EvidenceList = Annotated[tuple[Evidence, ...], Field(min_length=1, max_length=100, fail_fast=True)]


class Withdrawal(Part):
    """Why a published record no longer stands."""

    reason: Line
    """One sentence for the reader."""
    replaced_by: Maybe[Slug] = None
    """The `id` of the record that stands in its place."""


class Published(Part):
    """When the report appeared, and how that is known."""

    date: PeriodText
    """A date or interval in the EDTF subset of this schema."""
    basis: Literal["stated", "inferred"]
    """`stated`: the date is in the source. `inferred`: it is not, and `note` says from what it
    was concluded."""
    note: Maybe[Line] = None
    """What the date was inferred from."""


class Publication(Part):
    """Where the report appeared, as far as the source says. The day printed there is `published`,
    with the basis `stated`."""

    name: Label
    """The newspaper, the site or the account."""
    section: Maybe[Line] = None
    """The section or page: 第3版."""
    address: Maybe[Line] = None
    """The web address."""


class Contributor(Part):
    """Who supplied or wrote the report, as its by-line says."""

    name: Label
    """The name in the by-line, and its English form."""
    kind: Literal["organization", "person"]
    """Whether the by-line names an organization or a person."""
    role: Literal["supplier", "author"]
    """`supplier` for 供稿; `author` for a person who wrote it."""


class Organization(Part):
    """Somebody who acts in the report."""

    id: Slug
    """Unique in this article; other fields refer to it."""
    name: Label
    """The name as the source has it, completed by the division it belongs to."""
    kind: Annotated[Code, CodeOf("organization_kinds")]
    """A code of the organization kinds."""
    region: Division
    """The division the organization belongs to."""


class Participant(Part):
    """An organization that takes part in an initiative."""

    organization: OrganizationId
    """The `id` of the organization."""
    role: Literal["lead", "partner"]
    """`lead`: one of several that lead it on equal terms. `partner`: it takes part, and the source
    does not say that it leads."""


Participants = Annotated[
    tuple[Participant, ...], Field(min_length=1, max_length=100, fail_fast=True)
]


class Initiative(Part):
    """A named programme, method, mechanism, brand, team, campaign or event."""

    id: Slug
    """Unique in this article."""
    name: Label
    """The name, without the quotation marks around it."""
    kind: Annotated[Code, CodeOf("initiative_kinds")]
    """A code of the initiative kinds."""
    organization: Maybe[OrganizationId] = None
    """The `id` of the organization that leads it; absent where several lead it on equal terms, or
    the source does not say who does."""
    participants: Maybe[Participants] = None
    """Who else takes part, and who leads it where several do."""
    period: Maybe[PeriodText] = None
    """When it ran or runs, as far as the source says."""
    period_inferred_from: Maybe[Line] = None
    """What the period was concluded from; present where the source does not state it."""
    evidence: EvidenceList
    """Where the source names it."""


class Honour(Part):
    """An award or title that the report says was received."""

    name: Label
    """The honour's name."""
    issuer: Maybe[Label] = None
    """Who gave it, if the source says so."""
    recipient: OrganizationId
    """The `id` of the organization that received it."""
    evidence: EvidenceList
    """Where the source names it."""


class Change(Part):
    """What a change is: 同比下降12.8%."""

    direction: Literal["increase", "decrease", "unchanged"]
    """Which way it went; `value` itself is never negative for it, and 0 for 持平."""
    against: Literal["previous-year", "previous-period", "baseline", "unstated"]
    """What it is compared with: 同比, 环比, or a base that `baseline` or `baseline_name` says;
    `unstated` where the source does not say."""
    baseline: Maybe[PeriodText] = None
    """The period compared with: 2020 in 比2020年."""
    baseline_name: Maybe[Label] = None
    """The state compared with, where it is no period: 改革前."""
    of: Maybe[MetricId] = None
    """The `id` of the metric that changed, where the article has it."""


class Share(Part):
    """What a share is a share of: 占全部案件的12%."""

    of: Maybe[MetricId] = None
    """The `id` of the metric of the whole, where the article has it."""
    whole: Maybe[Label] = None
    """The whole in words, where the article has no metric of it."""


class Rank(Part):
    """What a rank is a place in: 全区第六."""

    among: Label
    """Those that were ranked: 全区法院."""


class Breakdown(Part):
    """The part of a measure that a figure counts: of civil cases, of minors."""

    case_type: Maybe[Annotated[Code, CodeOf("case_types")]] = None
    """A code of the case types."""
    matter: Maybe[Annotated[Code, CodeOf("matters")]] = None
    """A code of the matters: what the cases or the work are about."""
    subject_group: Maybe[Annotated[Code, CodeOf("subject_groups")]] = None
    """A code of the subject groups: whom it concerns."""
    offence_group: Maybe[Annotated[Code, CodeOf("offence_groups")]] = None
    """A code of the offence groups."""


class Metric(Part):
    """One figure: what was measured, how much, when, where, by whom, and where the source says
    so."""

    id: Slug
    """Unique in this article; relations, changes and shares refer to it."""
    aspect: Literal["level", "change", "share", "rank", "target"]
    """`level`: how much there was. `change`: how much more or less than at another time. `share`:
    how much of a whole. `rank`: which place among others. `target`: what is planned, no result."""
    measure: Annotated[Code, CodeOf("measures"), Field(examples=["enforcement.cases-concluded"])]
    """A code of the measures: the same thing measured by two courts has the same code."""
    breakdown: Maybe[Breakdown] = None
    """The part of the measure that the figure counts; absent where it counts the whole."""
    value: Annotated[Number, Field(examples=[2542, 99.8])]
    """The amount in base units: 2.15亿元 is 215000000. At most 15 significant digits."""
    upper: Maybe[Number] = None
    """The upper end of a range: 3至5天 has value 3 and upper 5."""
    unit: Annotated[Code, CodeOf("units"), Field(examples=["case", "CNY", "percent"])]
    """A code of the units."""
    bound: Literal["exact", "above", "below", "approximately"]
    """`exact`; `above` for 余 多 超 以上; `below` for 近 不足; `approximately` for 约 左右."""
    change: Maybe[Change] = None
    """What the change is; present exactly when the aspect is `change`."""
    share: Maybe[Share] = None
    """What the share is of; present exactly when the aspect is `share`."""
    rank: Maybe[Rank] = None
    """What the rank is in; present exactly when the aspect is `rank`."""
    basis: Literal["stated", "absence", "count"]
    """`stated`: the source has the figure. `absence`: it says there is none, the value is 0.
    `count`: counted by the curator, one evidence quote for each thing counted."""
    period: Annotated[PeriodText, Field(examples=["2025", "2024/.."])]
    """The time the figure covers, in the EDTF subset of this schema."""
    period_inferred_from: Maybe[Line] = None
    """What the period was concluded from; present where the source does not state it."""
    as_of: Maybe[PeriodText] = None
    """Up to when an open period had run: 截至9月30日, or else when the report appeared."""
    organization: Maybe[OrganizationId] = None
    """The `id` of the organization whose figure it is."""
    region: Maybe[Division] = None
    """Only where it differs from the article's."""
    label: Maybe[Label] = None
    """What tells this metric from others of the same measure."""
    evidence: EvidenceList
    """The characters that state the figure, from its qualifier or numeral to its unit."""


class Relation(Part):
    """Arithmetic that the figures must obey, read as a sentence: *metric* is the *kind* of *of*."""

    kind: Literal["sum", "subset", "ratio", "equal"]
    """`sum` of two or more; `subset` of one; `ratio` of numerator and denominator; `equal` to
    one."""
    metric: MetricId
    """The `id` of the metric on the left."""
    of: Annotated[tuple[MetricId, ...], Field(min_length=1, max_length=100, fail_fast=True)]
    """The `id`s of the metrics on the right."""
    holds: bool
    """False only where the source itself breaks the arithmetic."""
    note: Maybe[Line] = None
    """Required when it does not hold: what the source says, and why it is kept."""


Reason = Literal[
    "name",
    "ordinal",
    "idiom",
    "duplicate",
    "not-a-measure",
    "identifier",
    "legal-reference",
    "plan",
]
REASONS: Final[tuple[str, ...]] = get_args(Reason)


class Exclusion(Part):
    """A quantity of the source that is no metric, and why."""

    evidence: EvidenceList
    """The characters that state it."""
    reason: Reason
    """`name`: part of a name. `ordinal`: a rank or a step. `idiom`: no quantity is meant.
    `duplicate`: a metric already has it. `not-a-measure`: a quantity nobody would count on.
    `identifier`: a document, telephone or house number. `legal-reference`: an article of a law.
    `plan`: a target, not a result."""
    note: Maybe[Line] = None
    """What it is, where the quote alone does not say."""


class Source(Part):
    """What ties the record to its text without holding it."""

    sha256: Sha256
    """SHA-256 of the text as UTF-8, NFC, LF."""
    characters: Offset
    """Length of that text in Unicode code points."""


class Article(Part):
    """One news report as a record of facts and figures."""

    schema_version: SchemaVersion
    """The schema this record is written against."""
    id: Slug
    """The article's name for ever, equal to the file name."""
    revision: Revision
    """1, then one more with every published correction."""
    status: Literal["active", "withdrawn"]
    """A published record is withdrawn, never deleted."""
    withdrawal: Maybe[Withdrawal] = None
    """Present when the status is `withdrawn`."""
    language: LanguageTag
    """The language of the source, a BCP 47 tag."""
    headline: Label
    """The headline, lines joined by a space, and its English translation."""
    summary: Summary
    """What the report says, in the curator's own words."""
    published: Published | None
    """When the report appeared; null when nothing tells."""
    publication: Maybe[Publication] = None
    """Where the report appeared."""
    contributors: Annotated[tuple[Contributor, ...], Field(max_length=100, fail_fast=True)]
    """The by-line."""
    region: Division
    """The article's main division, a code of the regions."""
    themes: Annotated[
        tuple[Annotated[Code, CodeOf("themes")], ...],
        Field(min_length=1, max_length=20, fail_fast=True),
    ]
    """Codes of the themes, the main one first."""
    organizations: Annotated[tuple[Organization, ...], Field(max_length=200, fail_fast=True)]
    """Who acts."""
    initiatives: Annotated[tuple[Initiative, ...], Field(max_length=200, fail_fast=True)]
    """Named programmes, methods, mechanisms, brands, teams, campaigns and events."""
    honours: Annotated[tuple[Honour, ...], Field(max_length=200, fail_fast=True)]
    """Awards and titles received."""
    metrics: Annotated[tuple[Metric, ...], Field(max_length=2000, fail_fast=True)]
    """Every figure that can be counted on."""
    relations: Annotated[tuple[Relation, ...], Field(max_length=2000, fail_fast=True)]
    """Arithmetic that binds the figures to each other."""
    exclusions: Annotated[tuple[Exclusion, ...], Field(max_length=2000, fail_fast=True)]
    """Every quantity of the source that is no metric."""
    source: Source
    """The text this record was made from."""
