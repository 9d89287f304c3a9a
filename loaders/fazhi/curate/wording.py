"""How the values and codes of a record are said to people."""

from __future__ import annotations

from fazhi.record.article import Metric
from fazhi.record.vocabulary import C, Vocabularies, Vocabulary

BOUNDS = {
    "above": ("≥", "以上", "above"),
    "below": ("≤", "不到", "below"),
    "approximately": ("≈", "大约", "approximately"),
}
BASES = {"absence": ("原文说没有", "absence"), "count": ("逐项数出", "count")}
DIRECTIONS = {"increase": ("+", "增长"), "decrease": ("−", "下降")}
COMPARED = {"previous-year": "同比", "previous-period": "环比", "baseline": "比基数"}
ROLES = {"lead": ("共同牵头", "leading together"), "partner": ("参与", "taking part")}
REASONS = {
    "name": "名称的一部分",
    "ordinal": "次序",
    "idiom": "习语",
    "duplicate": "已有指标",
    "not-a-measure": "无统计意义",
    "identifier": "编号",
    "legal-reference": "法条",
    "plan": "计划",
}


def amount(metric: Metric) -> str:
    """A metric's value in base units: ≥60, 30–45, +3.5."""
    sign = BOUNDS[metric.bound][0] if metric.bound in BOUNDS else ""
    change = DIRECTIONS[metric.change.direction][0] if metric.change else ""
    upper = "" if metric.upper is None else f"–{metric.upper:,.15g}"
    return f"{sign}{change}{metric.value:,.15g}{upper}"


def measure_name(vocabularies: Vocabularies, metric: Metric) -> tuple[str, str]:
    """What a metric measures, in Chinese and in English; the code where it is in no vocabulary."""
    measure = vocabularies.measures.get(metric.measure)
    zh, en = (measure.label.zh, measure.label.en) if measure else (metric.measure,) * 2
    if metric.label:
        return f"{zh}:{metric.label.zh}", f"{en}: {metric.label.en}"
    return zh, en


def named(vocabulary: Vocabulary[C], code: str) -> str:
    """The Chinese label of a code, or the code where it is in no vocabulary."""
    concept = vocabulary.get(code)
    return concept.label.zh if concept else code
