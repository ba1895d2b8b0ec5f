"""Make one report as one file."""

from collections.abc import Callable, Mapping

from sync.hq.report import paper, tidy, workbook
from sync.hq.report.gathering import Report

Make = Callable[[Report, str], bytes]

MAKERS: Mapping[str, Make] = {
    "pdf": paper.pdf,
    "xlsx": workbook.workbook,
    "csv": tidy.to_csv,
}

TYPES = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
}


def make(report: Report, kind: str, language: str) -> bytes:
    """Make a report in a format, in the language that is spoken. Raises CannotPrint, Refused."""
    return MAKERS[kind](report, language)


def file_name(report: Report, kind: str) -> str:
    """Name the file of a report: "aiyou-yuexi-2026-Q3.pdf"."""
    return f"aiyou-{report.place.code or 'program'}-{report.period}.{kind}"
