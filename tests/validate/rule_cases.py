"""Cases beside the examples of the rules: more ways to break each."""

from __future__ import annotations

from typing import NamedTuple

from fazhi.validate.example import ABSENT, Text, Values


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
        Text('"revision": 1,', '"revision": NaN,', "NaN"),
        Text('"revision": 1,', '"revision": -Infinity,', "-Infinity"),
        Text('"revision": 1,', '"revision": 01,', "01,\n"),
        Text('"status": "active",', '"status": "act\nive",', "\nive"),
    ],
    "file-duplicate-key": [
        Text('"revision": 1,', '"revision": 1,\n  "id": "x",', '"id": "x"'),
    ],
    "file-long-number": [
        Text('"value": 240000000,', '"value": ' + "9" * 300 + ",", "9" * 300),
        Text('"value": 240000000,', '"value": 1e999,', "1e999"),
    ],
    "form-not-nfc": [
        Text(
            'Lakeside People\'s Court"\n      },\n      "kind": "organization',
            'Lakesid\u0065\u0301"\n      },\n      "kind": "organization',
            "e\u0301",
        ),
    ],
    "form-not-canonical": [
        Text('"revision": 1,', '"revision":  1,', ' 1,\n  "status"'),
        Text('"revision": 1,', '"revision": 1.0,', '.0,\n  "status"'),
        Text(
            '"id": "lakeside-court",\n  "revision": 1,',
            '"revision": 1,\n  "id": "lakeside-court",',
            'revision": 1',
        ),
    ],
    "structure-unknown-field": [
        Text('"revision": 1,', '"revision": 1,\n  "x": 0,', '"x": 0'),
        Text('"upper": 45', '"uper": 45', '"uper"'),
    ],
    "structure-unknown-version": [
        Values({"/schema_version": "9.0"}),
        Values({"/schema_version": "9.0", "/court": 1}, "/schema_version"),
    ],
    "structure-missing-field": [
        Values({"/revision": ABSENT}, ""),
        Values({"/metrics/9/evidence/0/end": ABSENT}, EVIDENCE),
        Values({"/published/basis": ABSENT}, "/published"),
    ],
    "structure-wrong-type": [
        Values({"/metrics/8/upper": None}),
        Values({"/metrics/0/period": 2024}),
        Values({"/metrics/0/period": ["2024"]}),
        Values({"/revision": True}),
        Values({"/revision": 1.5}),
        Values({"/published": "2025"}),
        Values({"/relations/0/holds": 1}),
        Values({"/themes": "trial"}),
    ],
    "structure-unknown-value": [
        Values({"/published/basis": "infered"}),
    ],
    "structure-malformed": [
        Values({"/initiatives/0/id": "Horse Court"}),
        Values({"/initiatives/0/id": "horse\n"}),
        Values({"/metrics/10/region": "1503"}),
        Values({"/metrics/10/region": "1" * 90}),
        Values({"/published/date": "２０２５"}),
        Values({"/published/date": "2025 / 2026"}),
    ],
    "structure-out-of-range": [
        Values({"/revision": 0}),
        Values({"/headline/en": ""}),
        Values({"/headline/en": "x" * 401}),
        Values({"/metrics/9/value": 1e16}),
    ],
    "vocabulary-unknown-code": [
        Values({"/region": "159999"}),
        Values({"/themes/1": "dispute.mediation"}),
        Values({"/organizations/0/kind": "curt"}),
        Values({"/initiatives/0/kind": "brnd"}),
        Values({"/metrics/3/measure": "trial.rate"}),
        Values({"/metrics/8/unit": "days"}),
    ],
    "vocabulary-unit-not-allowed": [
        Values({"/metrics/7/change": ABSENT, "/metrics/7/aspect": "target"}, "/metrics/7/unit"),
    ],
    "reference-unresolved": [
        Values({"/honours/0/recipient": "x"}),
        Values({"/metrics/0/organization": "x"}),
        Values({"/relations/3/of/1": "x"}),
        Values({"/relations/0/metric": "x"}),
        Values(
            {"/initiatives/0/participants": [PARTNER]}, "/initiatives/0/participants/0/organization"
        ),
    ],
    "reference-meaningless-id": [
        Values({"/metrics/12/id": "metric"}),
        Values({"/metrics/12/id": "court-1"}),
    ],
    "reference-repeated-participant": [
        Values(
            {"/organizations/1": OTHER_COURT, "/initiatives/0/participants": [PARTNER, PARTNER]},
            "/initiatives/0/participants/1/organization",
        ),
    ],
    "reference-misplaced-lead": [
        Values(
            {"/organizations/1": OTHER_COURT, "/initiatives/0/participants": [LEAD]},
            "/initiatives/0/participants/0/role",
        ),
        Values(
            {
                "/organizations/1": OTHER_COURT,
                "/initiatives/0/organization": ABSENT,
                "/initiatives/0/participants": [PARTNER | {"organization": "lakeside-court"}, LEAD],
            },
            "/initiatives/0/participants/1/role",
        ),
    ],
    "period-invalid": [
        Values({"/published/date": "2025-02-29"}),
        Values({"/metrics/0/period": "2024-06/2024-01"}),
    ],
    "period-implausible": [
        Values({"/published/date": "2027"}),
    ],
    "evidence-reversed": [
        Values({EVIDENCE + "/end": 3}),
    ],
    "evidence-beyond-source": [
        Values(
            {"/exclusions/1/evidence/0/start": 9000, "/exclusions/1/evidence/0/end": 9008},
            "/exclusions/1/evidence/0/start",
        ),
    ],
    "evidence-quote-broken": [
        Values({EVIDENCE: {"exact": "近\n亿元", "start": 125, "end": 129}}, EVIDENCE + "/exact"),
    ],
    "form-not-sorted": [
        Values(
            {
                "/exclusions/0": {
                    "evidence": [{"exact": "甲", "start": 200, "end": 201}],
                    "reason": "idiom",
                }
            }
        ),
        Values(
            {
                "/metrics/12/evidence/0": {"exact": "王某", "start": 215, "end": 217},
                "/metrics/12/evidence/2": {"exact": "张某", "start": 209, "end": 211},
            },
            "/metrics/12/evidence",
        ),
    ],
    "figure-differs": [
        Values({"/metrics/4/value": 801}),
        Values({"/metrics/8/upper": ABSENT}, "/metrics/8"),
        Values({"/metrics/9/bound": "above"}),
        Values({"/metrics/9/unit": "USD"}),
        Values({EVIDENCE: {"exact": "近2.4亿元。", "start": 125, "end": 132}}, EVIDENCE + "/exact"),
    ],
    "relation-operands": [
        Values({"/relations/3/of/1": "concluded"}, "/relations/3/of"),
    ],
    "relation-broken": [
        Values({"/relations/2/of/0": "civil"}, "/relations/2"),
        Values({"/relations/1/metric": "received", "/relations/1/of/0": "civil"}, "/relations/1"),
        Values({"/relations/0/of/0": "concluded"}, "/relations/0"),
    ],
    "relation-holds-after-all": [
        Values({"/relations/0/holds": False, "/relations/0/note": "…"}, "/relations/0/holds"),
    ],
    "text-control-character": [
        Values({"/headline/en": "a\u0007b"}),
        Values({"/headline/en": "a\nb"}),
    ],
    "text-bidirectional-control": [
        Values({"/headline/en": "a\u202eb"}),
    ],
    "text-zero-width": [
        Values({"/headline/zh": "湖\u200b畔"}),
    ],
    "text-full-width": [
        Values({"/headline/zh": "Ｎ号"}),
    ],
    "text-untrimmed": [
        Values({"/headline/en": "a "}),
    ],
    "text-private-number": [
        Values({"/headline/en": "call 13800000000"}),
        Values({"/headline/en": "11010519491231002X"}),
    ],
    "text-todo": [
        Values({"/region": "000000"}),
        Values({"/metrics/0/period": "../.."}),
        Values({"/themes/0": "TODO"}),
        Values({"/todo": [{"at": "/metrics/3", "ask": "?", "choices": []}]}, "/metrics/3"),
        Values({"/todo": [{"at": "/themes/0", "ask": "?"}], "/themes/0": "TODO"}, "/themes/0"),
        Values({"/todo": {"at": "/themes"}}),
        Values({"/todo": [{"at": "/themes/7", "ask": "?"}]}, "/todo/0/at"),
        Values({"/todo": [{"at": "", "ask": 3}]}, "/todo/0"),
        Values({"/todo": [{"at": "/themes", "ask": "?", "choice": 3}]}, "/todo/0"),
        Values({"/todo": ["/themes"]}, "/todo/0"),
    ],
    "dataset-file-name-differs": [
        Values({"/id": "other-court"}),
    ],
    "evidence-quote-differs": [
        Values({EVIDENCE: {"exact": "近9.9亿元", "start": 125, "end": 131}}, EVIDENCE + "/exact"),
    ],
    "period-not-in-source": [
        Values({"/published/basis": "stated"}, "/published/date"),
        Values({"/metrics/12/period": "2021"}),
    ],
}
