"""Cases beside the examples of the rules: more ways to break each."""

from __future__ import annotations

from typing import NamedTuple

from fazhi.validate.example import ABSENT, TextExample, ValueExample


class Data(NamedTuple):
    """Bytes in the place of the record, and the line and column of the problem."""

    rule: str
    data: bytes
    line: int
    column: int


OTHER_COURT = {"id": "x", "name": {"zh": "甲", "en": "A"}, "kind": "court", "region": "150302"}
PARTNER = {"organization": "x", "role": "partner"}
LEAD = {"organization": "x", "role": "lead"}
EVIDENCE = "/metrics/9/evidence/0"

DATA = [
    Data("file-empty", b"", 1, 1),
    Data("file-empty", b" \n\t\n", 1, 1),
    Data("file-too-large", b"[" * (8 * 1024 * 1024 + 1), 1, 1),
    Data("form-byte-order-mark", b"\xef\xbb\xbf{}", 1, 1),
    Data("file-not-utf8", '{\n "zh": "包头'.encode("gbk") + b'"}', 2, 9),
    Data("file-not-utf8", b'{"name": "caf\xe9"}', 1, 14),
    Data("file-not-utf8", bytes(range(128, 256)), 1, 1),
    Data("file-too-deep", b"[" * 1000, 1, 34),
    Data("file-json-syntax", b"{}\n{}", 2, 1),
    Data("file-json-syntax", b'{"a": 1,}', 1, 8),
    Data("file-json-syntax", b"{'a': 1}", 1, 2),
    Data("file-json-syntax", b'{"a": \n', 2, 1),
    Data("file-json-syntax", b'{"a": "b', 1, 7),
    Data("file-json-syntax", b'{"a": "\\x"}', 1, 8),
    Data("structure-wrong-type", b"[]", 1, 1),
    Data("structure-wrong-type", b"  42", 1, 3),
]

CASES = {
    "file-json-syntax": [
        TextExample('"revision": 1,', '"revision": NaN,', "NaN"),
        TextExample('"revision": 1,', '"revision": -Infinity,', "-Infinity"),
        TextExample('"revision": 1,', '"revision": 01,', "01,\n"),
        TextExample('"status": "active",', '"status": "act\nive",', "\nive"),
    ],
    "file-duplicate-key": [
        TextExample('"revision": 1,', '"revision": 1,\n  "id": "x",', '"id": "x"'),
    ],
    "file-long-number": [
        TextExample('"value": 240000000,', '"value": ' + "9" * 300 + ",", "9" * 300),
        TextExample('"value": 240000000,', '"value": 1e999,', "1e999"),
    ],
    "file-lone-surrogate": [
        TextExample('"马背法庭",', '"马背\\ud842",', '"马背\\ud842"'),
    ],
    "form-line-ending": [
        TextExample('"revision": 1,', '"revision": 1,\r', "\r"),
    ],
    "form-not-nfc": [
        TextExample(
            'Lakeside People\'s Court"\n      },\n      "kind": "organization',
            'Lakesid\u0065\u0301"\n      },\n      "kind": "organization',
            "e\u0301",
        ),
    ],
    "form-not-canonical": [
        TextExample('"revision": 1,', '"revision":  1,', ' 1,\n  "status"'),
        TextExample('"revision": 1,', '"revision": 1.0,', '.0,\n  "status"'),
        TextExample(
            '"id": "lakeside-court",\n  "revision": 1,',
            '"revision": 1,\n  "id": "lakeside-court",',
            'revision": 1',
        ),
    ],
    "structure-unknown-field": [
        TextExample('"headline": {', '"headlin": {', '"headlin"'),
        TextExample('"revision": 1,', '"revision": 1,\n  "x": 0,', '"x": 0'),
        TextExample('"upper": 45', '"uper": 45', '"uper"'),
    ],
    "structure-unknown-version": [
        ValueExample({"/schema_version": "9.0"}),
        ValueExample({"/schema_version": "9.0", "/court": 1}, "/schema_version"),
    ],
    "structure-missing-field": [
        ValueExample({"/revision": ABSENT}, ""),
        ValueExample({"/metrics/9/evidence/0/end": ABSENT}, EVIDENCE),
        ValueExample({"/published/basis": ABSENT}, "/published"),
    ],
    "structure-wrong-type": [
        ValueExample({"/metrics/8/upper": None}),
        ValueExample({"/metrics/0/period": 2024}),
        ValueExample({"/metrics/0/period": ["2024"]}),
        ValueExample({"/revision": True}),
        ValueExample({"/revision": 1.5}),
        ValueExample({"/published": "2025"}),
        ValueExample({"/relations/0/holds": 1}),
        ValueExample({"/themes": "trial"}),
    ],
    "structure-unknown-value": [
        ValueExample({"/published/basis": "infered"}),
    ],
    "structure-malformed": [
        ValueExample({"/initiatives/0/id": "Horse Court"}),
        ValueExample({"/initiatives/0/id": "horse\n"}),
        ValueExample({"/metrics/10/region": "1503"}),
        ValueExample({"/metrics/10/region": "1" * 90}),
        ValueExample({"/published/date": "２０２５"}),
        ValueExample({"/published/date": "2025 / 2026"}),
    ],
    "structure-out-of-range": [
        ValueExample({"/revision": 0}),
        ValueExample({"/headline/en": ""}),
        ValueExample({"/headline/en": "x" * 401}),
        ValueExample({"/metrics/9/value": 1e16}),
    ],
    "vocabulary-unknown-code": [
        ValueExample({"/region": "159999"}),
        ValueExample({"/themes/1": "dispute.mediation"}),
        ValueExample({"/organizations/0/kind": "curt"}),
        ValueExample({"/initiatives/0/kind": "brnd"}),
        ValueExample({"/metrics/3/measure": "trial.rate"}),
        ValueExample({"/metrics/8/unit": "days"}),
    ],
    "vocabulary-unit-not-allowed": [
        ValueExample({"/metrics/7/change": ABSENT}, "/metrics/7/unit"),
    ],
    "reference-repeated-theme": [
        ValueExample({"/themes/1": "trial"}),
    ],
    "reference-unresolved": [
        ValueExample({"/honours/0/recipient": "x"}),
        ValueExample({"/metrics/0/organization": "x"}),
        ValueExample({"/relations/3/of/1": "x"}),
        ValueExample({"/relations/0/metric": "x"}),
        ValueExample(
            {"/initiatives/0/participants": [PARTNER]}, "/initiatives/0/participants/0/organization"
        ),
    ],
    "reference-repeated-participant": [
        ValueExample(
            {"/organizations/1": OTHER_COURT, "/initiatives/0/participants": [PARTNER, PARTNER]},
            "/initiatives/0/participants/1/organization",
        ),
    ],
    "reference-misplaced-lead": [
        ValueExample(
            {"/organizations/1": OTHER_COURT, "/initiatives/0/participants": [LEAD]},
            "/initiatives/0/participants/0/role",
        ),
        ValueExample(
            {
                "/organizations/1": OTHER_COURT,
                "/initiatives/0/organization": ABSENT,
                "/initiatives/0/participants": [PARTNER | {"organization": "lakeside-court"}, LEAD],
            },
            "/initiatives/0/participants/1/role",
        ),
    ],
    "period-invalid": [
        ValueExample({"/published/date": "2025-02-29"}),
        ValueExample({"/metrics/0/period": "2024-06/2024-01"}),
    ],
    "period-implausible": [
        ValueExample({"/published/date": "2027"}),
    ],
    "period-inferred-nothing": [
        ValueExample(
            {"/initiatives/0/period": ABSENT, "/initiatives/0/period_inferred_from": "the page"}
        ),
    ],
    "evidence-reversed": [
        ValueExample({EVIDENCE + "/end": 3}),
    ],
    "evidence-length-differs": [
        ValueExample({EVIDENCE + "/end": 132}),
    ],
    "evidence-beyond-source": [
        ValueExample(
            {"/exclusions/1/evidence/0/start": 9000, "/exclusions/1/evidence/0/end": 9008},
            "/exclusions/1/evidence/0/start",
        ),
    ],
    "evidence-quote-too-long": [
        ValueExample(
            {EVIDENCE: {"exact": "牧" * 41, "start": 125, "end": 166}}, EVIDENCE + "/exact"
        ),
    ],
    "evidence-quote-broken": [
        ValueExample(
            {EVIDENCE: {"exact": "近\n亿元", "start": 125, "end": 129}}, EVIDENCE + "/exact"
        ),
    ],
    "form-not-sorted": [
        ValueExample(
            {
                "/exclusions/0": {
                    "evidence": [{"exact": "甲", "start": 200, "end": 201}],
                    "reason": "idiom",
                }
            }
        ),
        ValueExample(
            {
                "/metrics/12/evidence/0": {"exact": "王某", "start": 215, "end": 217},
                "/metrics/12/evidence/2": {"exact": "张某", "start": 209, "end": 211},
            },
            "/metrics/12/evidence",
        ),
    ],
    "figure-differs": [
        ValueExample({"/metrics/4/value": 801}),
        ValueExample({"/metrics/8/upper": ABSENT}, "/metrics/8"),
        ValueExample({"/metrics/9/bound": "above"}),
        ValueExample({"/metrics/9/unit": "USD"}),
        ValueExample(
            {EVIDENCE: {"exact": "近2.4亿元。", "start": 125, "end": 132}}, EVIDENCE + "/exact"
        ),
    ],
    "figure-absence-without-word": [
        ValueExample(
            {"/metrics/11/evidence/0": {"exact": "网上开庭", "start": 162, "end": 166}},
            "/metrics/11/evidence/0/exact",
        ),
    ],
    "relation-operands": [
        ValueExample({"/relations/2/of/1": ABSENT}, "/relations/2/of"),
        ValueExample({"/relations/3/of/1": "concluded"}, "/relations/3/of"),
    ],
    "relation-broken": [
        ValueExample({"/relations/3/of/1": "civil"}, "/relations/3"),
        ValueExample({"/relations/2/of/0": "civil"}, "/relations/2"),
        ValueExample(
            {"/relations/1/metric": "received", "/relations/1/of/0": "civil"}, "/relations/1"
        ),
        ValueExample({"/relations/0/of/0": "concluded"}, "/relations/0"),
    ],
    "relation-holds-after-all": [
        ValueExample({"/relations/0/holds": False, "/relations/0/note": "…"}, "/relations/0/holds"),
    ],
    "relation-unexplained": [
        ValueExample(
            {"/relations/0/of/0": "concluded", "/relations/0/holds": False}, "/relations/0"
        ),
    ],
    "text-control-character": [
        ValueExample({"/headline/en": "a\u0007b"}),
        ValueExample({"/headline/en": "a\nb"}),
    ],
    "text-bidirectional-control": [
        ValueExample({"/headline/en": "a\u202eb"}),
    ],
    "text-zero-width": [
        ValueExample({"/headline/zh": "湖\u200b畔"}),
    ],
    "text-full-width": [
        ValueExample({"/headline/zh": "Ｎ号"}),
    ],
    "text-untrimmed": [
        ValueExample({"/headline/en": "a "}),
    ],
    "text-private-number": [
        ValueExample({"/headline/en": "call 13800000000"}),
        ValueExample({"/headline/en": "11010519491231002X"}),
    ],
    "text-todo": [
        ValueExample({"/region": "000000"}),
        ValueExample({"/metrics/0/period": "../.."}),
        ValueExample({"/themes/0": "TODO"}),
    ],
    "dataset-file-name-differs": [
        ValueExample({"/id": "other-court"}),
    ],
    "evidence-quote-differs": [
        ValueExample(
            {EVIDENCE: {"exact": "近2.4亿元", "start": 126, "end": 132}}, EVIDENCE + "/exact"
        ),
        ValueExample(
            {EVIDENCE: {"exact": "近9.9亿元", "start": 125, "end": 131}}, EVIDENCE + "/exact"
        ),
    ],
    "period-not-in-source": [
        ValueExample({"/published/basis": "stated"}, "/published/date"),
        ValueExample({"/metrics/12/period": "2021/2024"}),
    ],
}
