"""Words that would like to be more than words, and a report in which everybody says them."""

import msgspec

from slavery_benchmark.core.problems import Code, problem
from slavery_benchmark.core.scoring.report import Report, build_report
from slavery_benchmark.core.scoring.scoring import score_submission
from slavery_benchmark.core.scoring.submission import Response, SourceFile, State, Submission
from tests.builders import AS_OF, answer, shipped_criteria, submission
from tests.cases import case_files

HOSTILE = {
    "formula": '=HYPERLINK("http://example.invalid","x")',
    "command": "@SUM(1+1)*cmd|' /C calc'!A0",
    "markup": (
        "x<script>alert(1)</script><img src=x onerror=alert(1)>\" onclick='alert(1)' "
        "</td></tr></table></style></svg></title></main>{{ 7 * 7 }}{% raw %}<!-- x --> ]]>"
    ),
    "markdown": "- x | y\n# x\n\n[x](http://example.invalid) **x** `x` ![x](y) www.example.invalid",
    "terminal": "[bold red]x[/bold red] [/] \x1b[31mx\x1b]0;x\x07 \r\n\x08 :boom:",
    "hidden": "x\u202ekcab\u2066x\u200f\u200bx\u0000x\u009bx\ufeffx",
    "place": "contents-head first ../x#y javascript:alert(1)",
}
PLAIN = "Brackenford"
CONTROLS = frozenset("\u202e\u2066\u200f\u200b\x00\x1b\x07\x08\x9b\ufeff")


def report_of(text: str) -> Report:
    """Return a report of two forces, one of which gives `text` wherever it may give any."""
    framework = shipped_criteria().framework
    day = AS_OF.toordinal() - 400
    others = [answer(check.id, 3) for _, _, check in framework.checks()]
    found = [
        answer(check.id, 4, confirmed=None if check.id.endswith("b") else AS_OF)
        for _, _, check in framework.checks()
    ]
    cases = case_files({"reported": [day] * 12, "started": [day + 50] * 12})
    forces = (
        _saying(submission(found, cases=cases), text),
        submission(others, force="Zoe Police", code="zoe"),
    )
    return build_report(
        tool_version="0.0.0",
        as_of=AS_OF,
        framework=framework,
        scores=[score_submission(item, framework) for item in forces],
        unusable=(),
    )


def _saying(made: Submission, text: str) -> Submission:
    first, *rest = made.responses
    excused = Response(
        check=first.check,
        state=State.NOT_APPLICABLE,
        cell=text,
        not_applicable_reason=text,
    )
    said = [
        msgspec.structs.replace(
            item, evidence=text, owner=text, comment=text, cell=text, found=text
        )
        for item in rest
    ]
    assert made.cases is not None
    assert made.cases.table is not None
    table = msgspec.structs.replace(made.cases.table, numbers=[text] * len(made.cases.table))
    fault = problem(
        Code.LEVEL_NOT_RECOGNISED, file=text, cell=text, found=text, expected=text, nearest=(text,)
    )
    return msgspec.structs.replace(
        made,
        force=text,
        code=text,
        source=SourceFile(text, "0" * 64, text),
        responses=(excused, *said),
        problems=(fault,),
        cases=msgspec.structs.replace(made.cases, table=table),
    )
