"""Files for programs, made from the whole site: feeds and sitemaps, the graph as data, bibliographies, the
summary for models.
"""

from clewline.output.site_files.files import EXPORTS, Exports

__all__ = ["EXPORTS", "Exports"]
