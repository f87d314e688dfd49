"""Every word of a workbook stays a word: nothing that it says becomes a part of the page."""

from collections.abc import Callable
from functools import cache

import msgspec
import pytest

from slavery_benchmark.core.problems import Code, problem
from slavery_benchmark.core.scoring.report import Report, build_report
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response, SourceFile, State, Submission
from slavery_benchmark.core.view.model import View
from slavery_benchmark.formats.charts.png import png_of
from tests.builders import AS_OF, answer, shipped_criteria, submission
from tests.cases import case_files
from tests.pages.report.pages import data_for
from tests.pages.report.parsing import Parsed
from tests.pages.report.rendering import chart_files, render_html

HOSTILE = {
    "markup": "x<script>alert(1)</script><img src=x onerror=alert(1)><h1>x</h1>",
    "quotes": 'x" onclick=\'alert(1)\' style="color:red" x=`y`',
    "address": "javascript:alert(1) data:text/html,x http://example.invalid/",
    "template": "x{{ 7 * 7 }}{% raw %}${7*7}<!-- x --> ]]> &lt;b&gt; &amp; %00",
    "closing": "x</td></tr></table></style></svg></title></main>",
    "right-to-left": "x\u202ekcab\u2066x\u200f\u200bx\u0000x\x1bx",
    "long": "x" + "<b>&\"'" * 1_000,
}
Put = Callable[[Submission, str], Submission]


def _of_answers(**changes: str) -> Put:
    def put(made: Submission, text: str) -> Submission:
        given = {key: text if value == "TEXT" else value for key, value in changes.items()}
        responses = tuple(msgspec.structs.replace(item, **given) for item in made.responses)
        return msgspec.structs.replace(made, responses=responses)

    return put


def _excused(made: Submission, text: str) -> Submission:
    excused = Response(
        check=made.responses[0].check,
        state=State.NOT_APPLICABLE,
        cell="Self-assessment!L5",
        not_applicable_reason=text,
    )
    return msgspec.structs.replace(made, responses=(excused, *made.responses[1:]))


def _problem(made: Submission, text: str) -> Submission:
    found = problem(
        Code.LEVEL_NOT_RECOGNISED, file=text, cell=text, found=text, expected=text, nearest=(text,)
    )
    return msgspec.structs.replace(made, problems=(found,))


def _case_numbers(made: Submission, text: str) -> Submission:
    assert made.cases is not None
    assert made.cases.table is not None
    table = msgspec.structs.replace(made.cases.table, numbers=[text] * len(made.cases.table))
    return msgspec.structs.replace(made, cases=msgspec.structs.replace(made.cases, table=table))


FIELDS: dict[str, Put] = {
    "force": lambda made, text: msgspec.structs.replace(made, force=text),
    "file": lambda made, text: msgspec.structs.replace(
        made, source=SourceFile(text, "0" * 64, text)
    ),
    "evidence": _of_answers(evidence="TEXT"),
    "owner": _of_answers(owner="TEXT"),
    "comment": _of_answers(comment="TEXT"),
    "cell": _of_answers(cell="TEXT", evidence_cell="TEXT"),
    "found": _of_answers(found="TEXT"),
    "reason": _excused,
    "problem": _problem,
    "case number": _case_numbers,
}


def _report(put: Put, text: str) -> Report:
    framework = shipped_criteria().framework
    day = AS_OF.toordinal() - 400
    cases = case_files({"reported": [day] * 12, "started": [day + 50] * 12})
    other = submission(
        [answer(check.id, 3) for _, _, check in framework.checks()],
        force="Other Police",
        code="other",
    )
    made = submission(
        [
            answer(check.id, 4, confirmed=None if check.id.endswith("b") else AS_OF)
            for _, _, check in framework.checks()
        ],
        cases=cases,
    )
    return build_report(
        tool_version="0.0.0",
        as_of=AS_OF,
        framework=framework,
        scores=[score_submission(item, framework) for item in (put(made, text), other)],
        unusable=(),
    )


@cache
def _plain(put: Put) -> Parsed:
    return Parsed(render_html(data_for(_report(put, "xplain"))).decode())


@pytest.mark.short(6)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("put", FIELDS.values(), ids=FIELDS)
def test_hostile_text_adds_no_element_and_no_attribute(put: Put, text: str) -> None:
    plain = _plain(put)
    html = render_html(data_for(_report(put, text))).decode()
    spoilt = Parsed(html)
    assert spoilt.kinds <= plain.kinds
    assert spoilt.elements == plain.elements
    assert not [value for value in spoilt.values if "alert" in value or "onclick" in value]
    assert all(link.startswith("#") for link in spoilt.links)
    assert not set(html) & set("\u202e\u2066\u200f\u200b\x00\x1b")
    assert "x49" not in spoilt.text


@pytest.mark.short(2)
@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_hostile_names_in_the_other_views_and_in_files_of_charts(text: str) -> None:
    report = _report(FIELDS["force"], text)
    name = next(f.submission.force for f in report.forces if f.submission.force != "Other Police")
    for view, own in ((View.PUBLIC, None), (View.FORCE, name)):
        plain = _report(FIELDS["force"], "xplain")
        expected = Parsed(render_html(data_for(plain, view, "xplain" if own else None)).decode())
        assert Parsed(render_html(data_for(report, view, own)).decode()).kinds <= expected.kinds
    for file, svg in chart_files(data_for(report, View.FORCE, name)):
        assert png_of(svg).startswith(b"\x89PNG")
        assert set(file) <= set("abcdefghijklmnopqrstuvwxyz0123456789-ABCDEFGHIJKLMNOPQRSTUVWXYZ")
        assert len(file) < 80
