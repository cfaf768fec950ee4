"""Markdown to bodies: the only package that knows markdown-it, nh3, Pygments, QuickJS and sentencex."""

from clewline.content.markdown.body import Markdown, parse_inline, parse_markdown
from clewline.content.markdown.dialects import DIALECTS

__all__ = ["DIALECTS", "Markdown", "parse_inline", "parse_markdown"]
