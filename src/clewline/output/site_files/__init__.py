"""Files for programs, made from the whole site: feeds and sitemaps, the graph as data, bibliographies, the
summary for models.
"""

from clewline.output.site_files.bibliographies import used_works
from clewline.output.site_files.feeds import FeedLine
from clewline.output.site_files.files import EXPORTS, export_files, line_in_feed, news
from clewline.output.site_files.graphs import Rows, graph_edges, graph_ids, graph_node

__all__ = [
    "EXPORTS",
    "FeedLine",
    "Rows",
    "export_files",
    "graph_edges",
    "graph_ids",
    "graph_node",
    "line_in_feed",
    "news",
    "used_works",
]
