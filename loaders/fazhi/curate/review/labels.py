"""What the review page calls the fields and values of a record, in Chinese and in English."""

from __future__ import annotations

from typing import Final, NamedTuple

from fazhi.curate.review.marks import MarkKind


class Words(NamedTuple):
    """A word of the page in both languages; one of the two may be empty."""

    zh: str
    en: str = ""


Content = str | Words

SECTIONS: Final = {
    "metrics": Words("指标", "Metrics"),
    "relations": Words("数字关系", "Relations"),
    "exclusions": Words("不收录", "Exclusions"),
    "initiatives": Words("品牌与机制", "Initiatives"),
    "honours": Words("荣誉", "Honours"),
    "organizations": Words("单位", "Organizations"),
}
"""The lists of an article whose items have a card each, in the order of the page."""

ARTICLE_FIELDS: Final = {
    "withdrawal": Words("撤回", "Withdrawn"),
    "headline": Words("标题", "Headline"),
    "summary": Words("摘要", "Summary"),
    "published": Words("发表", "Published"),
    "contributors": Words("供稿", "By-line"),
    "region": Words("地区", "Region"),
    "themes": Words("主题", "Themes"),
}
"""The names of the article's own fields; one that is not here is called by its name."""

UNNAMED_FIELDS: Final = frozenset(
    [
        "id",
        "kind",
        "period",
        "change",
        "bound",
        "basis",
        "region",
        "organization",
        "recipient",
        "issuer",
        "note",
    ]
)
"""Fields of a card whose values explain themselves."""

CARD_FIELDS: Final = {"period_inferred_from": Words("推定", "inferred")}
"""The names of the other fields; one that is not here is called by its name."""

VALUES: Final[dict[str, dict[str, Words | None]]] = {
    "bound": {
        "exact": None,
        "above": Words("以上", "above"),
        "below": Words("不到", "below"),
        "approximately": Words("大约", "approximately"),
    },
    "basis": {
        "stated": None,
        "absence": Words("原文说没有", "absence"),
        "count": Words("逐项数出", "count"),
    },
}
"""The values of a field; None for the usual one, which is not shown."""

REASONS: Final = {
    "name": "名称的一部分",
    "ordinal": "次序",
    "idiom": "习语",
    "duplicate": "已有指标",
    "not-a-measure": "无统计意义",
    "identifier": "编号",
    "legal-reference": "法条",
    "plan": "计划",
}
DIRECTIONS: Final = {"increase": "增长", "decrease": "下降"}
COMPARED: Final = {"previous-year": "同比", "previous-period": "环比", "baseline": "比基数"}
ROLES: Final = {
    "lead": Words("共同牵头", "leading together"),
    "partner": Words("参与", "taking part"),
}
HOLDS: Final = {True: Words("成立", "holds"), False: Words("不成立", "does not hold")}
SIGNS: Final = {
    "sum": ("=", "+"),
    "subset": ("⊆", ","),
    "ratio": ("=", "÷"),
    "equal": ("=", "="),
}
"""For each kind of relation the sign after its metric and that between the others."""

MARKS: Final[dict[MarkKind, Words]] = {
    "metric": Words("指标", "metric"),
    "exclusion": Words("不收录", "exclusion"),
    "date": Words("日期", "date"),
    "nothing": Words("遗漏", "unaccounted"),
    "name": Words("名称", "name"),
}
LEGEND: Final = {
    "found": Words("数量", "figures"),
    "metric": Words("指标", "measured"),
    "exclusion": Words("不收录", "excluded"),
    "date": Words("日期", "dates"),
    "nothing": Words("遗漏", "unaccounted"),
    "name": Words("名称", "names"),
    "problems": Words("问题", "problems"),
}
