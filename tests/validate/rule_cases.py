"""One fault a rule: the valid record changed in one place, and where the problem must show."""

from __future__ import annotations

from typing import Any, NamedTuple


class Text(NamedTuple):
    """A change of the record's text: `old`, which stands there once, becomes `new`. The problem
    is in front of `at`, which stands once in the changed text."""

    rule: str
    old: str
    new: str
    at: str


class Value(NamedTuple):
    """A change of one value (or of several, where one alone would be two faults), written out
    again canonically. The problem is at the JSON Pointer `at`."""

    rule: str
    changes: dict[str, Any]
    at: str


class Data(NamedTuple):
    """Bytes in the place of the record, and the line and column of the problem."""

    rule: str
    data: bytes
    line: int
    column: int


DELETED = object()
OTHER_COURT = {"id": "x", "name": {"zh": "甲", "en": "A"}, "kind": "court", "region": "150302"}
PARTNER = {"organization": "x", "role": "partner"}
LEAD = {"organization": "x", "role": "lead"}
EVIDENCE = "/metrics/9/evidence/0"

DATA = [
    Data("file-empty", b"", 1, 1),
    Data("file-empty", b" \n\t\n", 1, 1),
    Data("file-too-large", b"[" * (8 * 1024 * 1024 + 1), 1, 1),
    Data("file-byte-order-mark", b"\xef\xbb\xbf{}", 1, 1),
    Data("file-not-utf8", '{\n "zh": "包头'.encode("gbk") + b'"}', 2, 9),
    Data("file-not-utf8", b'{"name": "caf\xe9"}', 1, 14),
    Data("file-not-utf8", bytes(range(128, 256)), 1, 1),
    Data("json-too-deep", b"[" * 1000, 1, 34),
    Data("json-syntax", b"{}\n{}", 2, 1),
    Data("json-syntax", b'{"a": 1,}', 1, 8),
    Data("json-syntax", b"{'a': 1}", 1, 2),
    Data("json-syntax", b'{"a": \n', 2, 1),
    Data("json-syntax", b'{"a": "b', 1, 7),
    Data("json-syntax", b'{"a": "\\x"}', 1, 8),
    Data("structure-wrong-type", b"[]", 1, 1),
    Data("structure-wrong-type", b"  42", 1, 3),
]

TEXTS = [
    Text("json-syntax", '"revision": 1,', '"revision": 1', '"status"'),
    Text("json-syntax", '"revision": 1,', '"revision": NaN,', "NaN"),
    Text("json-syntax", '"revision": 1,', '"revision": -Infinity,', "-Infinity"),
    Text("json-syntax", '"revision": 1,', '"revision": 01,', "01,\n"),
    Text("json-syntax", '"status": "active",', '"status": "act\nive",', "\nive"),
    Text("json-duplicate-key", '"revision": 1,', '"revision": 1,\n  "id": "x",', '"id": "x"'),
    Text("json-number", '"value": 240000000,', '"value": 240000000.0000000001,', "240000000.0"),
    Text("json-number", '"value": 240000000,', '"value": ' + "9" * 300 + ",", "9" * 300),
    Text("json-number", '"value": 240000000,', '"value": 1e999,', "1e999"),
    Text("json-lone-surrogate", '"马背法庭",', '"马背\\ud842",', '"马背\\ud842"'),
    Text("form-line-ending", '"revision": 1,', '"revision": 1,\r', "\r"),
    Text("form-not-nfc", "Lakeside People's Court\"\n      },\n      \"kind\": \"organization",
         "Lakesid\u0065\u0301\"\n      },\n      \"kind\": \"organization", "e\u0301"),
    Text("form-not-canonical", '"revision": 1,', '"revision":  1,', " 1,\n  \"status\""),
    Text("form-not-canonical", '"revision": 1,', '"revision": 1.0,', '.0,\n  "status"'),
    Text(
        "form-not-canonical",
        '"id": "lakeside-court",\n  "revision": 1,',
        '"revision": 1,\n  "id": "lakeside-court",',
        'revision": 1',
    ),
    Text("structure-unknown-field", '"headline": {', '"headlin": {', '"headlin"'),
    Text("structure-unknown-field", '"revision": 1,', '"revision": 1,\n  "x": 0,', '"x": 0'),
    Text("structure-unknown-field", '"upper": 45', '"uper": 45', '"uper"'),
]  # fmt: skip

VALUES = [
    Value("schema-version-unknown", {"/schema_version": "9.0"}, "/schema_version"),
    Value("schema-version-unknown", {"/schema_version": "9.0", "/court": 1}, "/schema_version"),
    Value("schema-version-earlier", {"/schema_version": "1.0"}, "/schema_version"),
    Value("structure-missing-field", {"/revision": DELETED}, ""),
    Value("structure-missing-field", {"/metrics/9/evidence/0/end": DELETED}, EVIDENCE),
    Value("structure-missing-field", {"/published/basis": DELETED}, "/published"),
    Value("structure-wrong-type", {"/metrics/9/value": "240000000"}, "/metrics/9/value"),
    Value("structure-wrong-type", {"/metrics/8/upper": None}, "/metrics/8/upper"),
    Value("structure-wrong-type", {"/revision": True}, "/revision"),
    Value("structure-wrong-type", {"/revision": 1.5}, "/revision"),
    Value("structure-wrong-type", {"/published": "2025"}, "/published"),
    Value("structure-wrong-type", {"/relations/0/holds": 1}, "/relations/0/holds"),
    Value("structure-wrong-type", {"/themes": "trial"}, "/themes"),
    Value("structure-unknown-value", {"/metrics/9/bound": "under"}, "/metrics/9/bound"),
    Value("structure-unknown-value", {"/published/basis": "infered"}, "/published/basis"),
    Value("structure-malformed", {"/initiatives/0/id": "Horse Court"}, "/initiatives/0/id"),
    Value("structure-malformed", {"/initiatives/0/id": "horse\n"}, "/initiatives/0/id"),
    Value("structure-malformed", {"/metrics/10/region": "1503"}, "/metrics/10/region"),
    Value("structure-malformed", {"/metrics/10/region": "1" * 90}, "/metrics/10/region"),
    Value("structure-malformed", {"/published/date": "２０２５"}, "/published/date"),
    Value("structure-malformed", {"/published/date": "2025 / 2026"}, "/published/date"),
    Value("structure-out-of-range", {"/revision": 0}, "/revision"),
    Value("structure-out-of-range", {"/headline/en": ""}, "/headline/en"),
    Value("structure-out-of-range", {"/headline/en": "x" * 401}, "/headline/en"),
    Value("structure-out-of-range", {"/metrics/9/value": 1e16}, "/metrics/9/value"),
    Value("structure-out-of-range", {"/themes": []}, "/themes"),
    Value("vocabulary-unknown-code", {"/region": "159999"}, "/region"),
    Value("vocabulary-unknown-code", {"/themes/1": "dispute.mediation"}, "/themes/1"),
    Value("vocabulary-unknown-code", {"/organizations/0/kind": "curt"}, "/organizations/0/kind"),
    Value("vocabulary-unknown-code", {"/initiatives/0/kind": "brnd"}, "/initiatives/0/kind"),
    Value("vocabulary-unknown-code", {"/metrics/3/measure": "trial.rate"}, "/metrics/3/measure"),
    Value("vocabulary-unknown-code", {"/metrics/8/unit": "days"}, "/metrics/8/unit"),
    Value("vocabulary-measure-is-group", {"/metrics/12/measure": "mediation"},
          "/metrics/12/measure"),
    Value("vocabulary-unit-not-allowed", {"/metrics/9/unit": "case"}, "/metrics/9/unit"),
    Value("vocabulary-unit-not-allowed", {"/metrics/7/change": DELETED}, "/metrics/7/unit"),
    Value("reference-duplicate-id", {"/metrics/12/id": "received"}, "/metrics/12/id"),
    Value("reference-repeated-theme", {"/themes/1": "trial"}, "/themes/1"),
    Value("reference-unresolved", {"/honours/0/recipient": "x"}, "/honours/0/recipient"),
    Value("reference-unresolved", {"/metrics/0/organization": "x"}, "/metrics/0/organization"),
    Value("reference-unresolved", {"/relations/3/of/1": "x"}, "/relations/3/of/1"),
    Value("reference-unresolved", {"/relations/0/metric": "x"}, "/relations/0/metric"),
    Value("reference-unused-organization",
          {"/organizations/1": OTHER_COURT}, "/organizations/1/id"),
    Value("reference-unresolved", {"/initiatives/0/participants": [PARTNER]},
          "/initiatives/0/participants/0/organization"),
    Value("reference-repeated-participant",
          {"/organizations/1": OTHER_COURT, "/initiatives/0/participants": [PARTNER, PARTNER]},
          "/initiatives/0/participants/1/organization"),
    Value("reference-repeated-participant",
          {"/initiatives/0/participants": [PARTNER | {"organization": "lakeside-court"}]},
          "/initiatives/0/participants/0/organization"),
    Value("reference-misplaced-lead",
          {"/organizations/1": OTHER_COURT, "/initiatives/0/participants": [LEAD]},
          "/initiatives/0/participants/0/role"),
    Value("reference-misplaced-lead",
          {"/organizations/1": OTHER_COURT, "/initiatives/0/organization": DELETED,
           "/initiatives/0/participants": [
               PARTNER | {"organization": "lakeside-court"}, LEAD]},
          "/initiatives/0/participants/1/role"),
    Value("period-invalid", {"/published/date": "2025-02-29"}, "/published/date"),
    Value("period-invalid", {"/metrics/0/period": "2024-06/2024-01"}, "/metrics/0/period"),
    Value("period-implausible", {"/published/date": "2027"}, "/published/date"),
    Value("period-implausible", {"/metrics/0/period": "0224"}, "/metrics/0/period"),
    Value("period-after-publication", {"/metrics/0/period": "2025-03"}, "/metrics/0/period"),
    Value("period-of-publication", {"/metrics/0/period": "2025-01~"}, "/metrics/0/period"),
    Value("period-inferred-nothing",
          {"/initiatives/0/period": DELETED, "/initiatives/0/period_inferred_from": "the page"},
          "/initiatives/0/period_inferred_from"),
    Value("published-without-note", {"/published/note": DELETED}, "/published"),
    Value("evidence-reversed", {EVIDENCE + "/end": 3}, EVIDENCE + "/end"),
    Value("evidence-length-differs", {EVIDENCE + "/end": 132}, EVIDENCE + "/end"),
    Value("evidence-beyond-source",
          {"/exclusions/1/evidence/0/start": 9000, "/exclusions/1/evidence/0/end": 9008},
          "/exclusions/1/evidence/0/start"),
    Value("evidence-quote-too-long",
          {EVIDENCE: {"exact": "牧" * 41, "start": 125, "end": 166}}, EVIDENCE + "/exact"),
    Value("evidence-quote-broken",
          {EVIDENCE: {"exact": "近\n亿元", "start": 125, "end": 129}}, EVIDENCE + "/exact"),
    Value("evidence-repeated",
          {"/exclusions/0/evidence/1": {"exact": "一次次", "start": 182, "end": 185}},
          "/exclusions/0/evidence/1"),
    Value("form-not-sorted",
          {"/exclusions/0": {"evidence": [{"exact": "甲", "start": 200, "end": 201}],
                             "reason": "idiom"}},
          "/exclusions/0"),
    Value("form-not-sorted",
          {"/metrics/12/evidence/0": {"exact": "王某", "start": 215, "end": 217},
           "/metrics/12/evidence/2": {"exact": "张某", "start": 209, "end": 211}},
          "/metrics/12/evidence"),
    Value("absence-not-zero", {"/metrics/11/value": 3}, "/metrics/11/value"),
    Value("count-differs", {"/metrics/12/value": 4}, "/metrics/12/value"),
    Value("evidence-figure-differs", {"/metrics/4/value": 801},
          "/metrics/4/value"),
    Value("evidence-figure-differs", {"/metrics/8/upper": DELETED}, "/metrics/8"),
    Value("evidence-figure-differs", {"/metrics/9/bound": "above"}, "/metrics/9/bound"),
    Value("evidence-figure-differs", {"/metrics/9/unit": "USD"}, "/metrics/9/unit"),
    Value("evidence-figure-differs",
          {EVIDENCE: {"exact": "近2.4亿元。", "start": 125, "end": 132}}, EVIDENCE + "/exact"),
    Value("absence-without-word",
          {"/metrics/11/evidence/0": {"exact": "网上开庭", "start": 162, "end": 166}},
          "/metrics/11/evidence/0/exact"),
    Value("range-reversed", {"/metrics/8/upper": 25}, "/metrics/8/upper"),
    Value("relation-operands", {"/relations/2/of/1": DELETED}, "/relations/2/of"),
    Value("relation-operands", {"/relations/3/of/1": "concluded"}, "/relations/3/of"),
    Value("relation-units-differ", {"/relations/1/metric": "mediators"}, "/relations/1/of"),
    Value("relation-broken", {"/relations/3/of/1": "civil"}, "/relations/3"),
    Value("relation-broken", {"/relations/2/of/0": "civil"}, "/relations/2"),
    Value("relation-broken", {"/relations/1/metric": "received", "/relations/1/of/0": "civil"},
          "/relations/1"),
    Value("relation-broken", {"/relations/0/of/0": "concluded"}, "/relations/0"),
    Value("relation-holds-after-all",
          {"/relations/0/holds": False, "/relations/0/note": "…"}, "/relations/0/holds"),
    Value("relation-unexplained",
          {"/relations/0/of/0": "concluded", "/relations/0/holds": False}, "/relations/0"),
    Value("text-control-character", {"/headline/en": "a\u0007b"}, "/headline/en"),
    Value("text-control-character", {"/headline/en": "a\nb"}, "/headline/en"),
    Value("text-bidirectional-control", {"/headline/en": "a\u202eb"}, "/headline/en"),
    Value("text-zero-width", {"/headline/zh": "湖\u200b畔"}, "/headline/zh"),
    Value("text-full-width", {"/headline/zh": "Ｎ号"}, "/headline/zh"),
    Value("text-untrimmed", {"/headline/en": "a "}, "/headline/en"),
    Value("text-private-number", {"/headline/en": "call 13800000000"}, "/headline/en"),
    Value("text-private-number", {"/headline/en": "11010519491231002X"}, "/headline/en"),
    Value("draft-todo", {"/headline/en": "TODO: translate"}, "/headline/en"),
    Value("draft-todo", {"/region": "000000"}, "/region"),
    Value("draft-todo", {"/metrics/0/period": "../.."}, "/metrics/0/period"),
    Value("draft-todo", {"/themes/0": "TODO"}, "/themes/0"),
    Value("withdrawal-inconsistent", {"/status": "withdrawn"}, "/status"),
    Value("dataset-file-name-differs", {"/id": "other-court"}, "/id"),
]  # fmt: skip

NEEDS_SOURCE = [
    Value("source-differs", {"/source/sha256": "0" * 64}, "/source/sha256"),
    Value("source-length-differs", {"/source/characters": 999}, "/source/characters"),
    Value("evidence-quote-differs",
          {EVIDENCE: {"exact": "近2.4亿元", "start": 126, "end": 132}}, EVIDENCE + "/exact"),
    Value("evidence-quote-differs",
          {EVIDENCE: {"exact": "近9.9亿元", "start": 125, "end": 131}}, EVIDENCE + "/exact"),
    Value("evidence-figure-partial",
          {EVIDENCE: {"exact": "2.4亿元", "start": 126, "end": 131}, "/metrics/9/bound": "exact"},
          EVIDENCE + "/exact"),
    Value("figure-unaccounted", {"/exclusions/1": DELETED}, "/metrics"),
    Value("period-not-in-source", {"/published/basis": "stated"}, "/published/date"),
    Value("period-not-in-source", {"/initiatives/0/period": "2023"}, "/initiatives/0/period"),
    Value("period-not-in-source", {"/metrics/12/period": "2021/2024"}, "/metrics/12/period"),
    Value("text-copied",
          {"/summary/zh": "湖畔人民法院受理案件1200件,网上立案1200件,审结1140件,结案率95%;其中"},
          "/summary/zh"),
]  # fmt: skip
