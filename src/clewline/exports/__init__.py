"""What programs read: structured data in heads, feeds, the graph as data, bibliographies, Markdown twins, cards for social networks."""

from clewline.exports.bibliographies import used_works
from clewline.exports.feeds import FeedLine
from clewline.exports.files import EXPORTS, beside, beside_urls, export_files, line_in_feed, news, page_beside
from clewline.exports.graphs import Rows, graph_edges, graph_ids, graph_node
from clewline.exports.head import citation_tags, coins, json_ld, new_works
from clewline.exports.social import can_draw, social_url
from clewline.exports.twin import twin_url

__all__ = [
    "EXPORTS",
    "FeedLine",
    "Rows",
    "beside",
    "beside_urls",
    "can_draw",
    "citation_tags",
    "coins",
    "export_files",
    "graph_edges",
    "graph_ids",
    "graph_node",
    "json_ld",
    "line_in_feed",
    "new_works",
    "news",
    "page_beside",
    "social_url",
    "twin_url",
    "used_works",
]
