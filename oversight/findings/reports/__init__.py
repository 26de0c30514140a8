"""What is asked about findings."""

from oversight.findings.reports.whole import FindingPage, one

__all__ = ["FindingPage", "one"]
