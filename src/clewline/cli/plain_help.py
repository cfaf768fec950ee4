"""Help in plain words: arguments by their names alone, without the types and brackets of the program."""

import re
from typing import Any

from typer.core import TyperCommand

_TYPE = re.compile(r" <[^<>]+>$")
_IN_BRACKETS = re.compile(r"default: \(([^()]*)\)")


class PlainCommand(TyperCommand):
    """A command whose help is plain."""

    def collect_usage_pieces(self, ctx: Any) -> list[str]:
        """What may follow the name of the command: in square brackets what need not be given."""
        return [piece.strip("{}") for piece in super().collect_usage_pieces(ctx)]

    def format_options(self, ctx: Any, formatter: Any) -> None:
        """Writes arguments and options, each with its help."""
        records = [
            (each.param_type_name, record)
            for each in self.get_params(ctx)
            if (record := each.get_help_record(ctx))
        ]
        for kind, heading in (("argument", "Arguments"), ("option", "Options")):
            rows = [
                (_TYPE.sub("", name), _IN_BRACKETS.sub(r"default: \1", text))
                for of_kind, (name, text) in records
                if of_kind == kind
            ]
            if rows:
                with formatter.section(heading):
                    formatter.write_dl(rows)
