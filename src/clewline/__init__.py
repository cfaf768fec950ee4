"""Clewline: a static site generator for research synthesis.

Parse each file alone, recompute what is global as plain data, render each page alone. The stages are plain
functions (`clewline.content.loader`, `clewline.content.parse`, `clewline.corpus.assemble`,
`clewline.corpus.resolve`, `clewline.pages.planner`, `clewline.theme.render`); `clewline.build.build` runs
them.
"""

__version__ = "1.0.0rc1"
