"""Findings: what a diagnostic is, the rules, how authors suppress some, and the formats of reports."""
