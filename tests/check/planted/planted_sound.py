"""What is odd but sound, one kind each: nothing may be said about it."""

# a case is easier to read on one line

from check.planted.planted_site import Planted

HOME = "https://example.org/site"

SOUND = (
    Planted("the page itself", '<a href="page.html">x</a>'),
    Planted("top of the page", '<a href="#">x</a><a href="#top">x</a><a href="#TOP">x</a>'),
    Planted("top of another page", '<a href="lima.html#">x</a><a href="lima.html#top">x</a>'),
    Planted("query alone", '<a href="?page=2">x</a>'),
    Planted("query and place", '<a href="?page=2#a">x</a><p id="a">y</p>'),
    Planted("version of a style sheet", '<link rel="stylesheet" href="../assets/style.css?v=3">'),
    Planted("encoded blank", '<a href="less%20is%20more.html">x</a>'),
    Planted("raw blank", '<a href="less is more.html">x</a>'),
    Planted("blanks around", '<a href="  lima.html\n">x</a>'),
    Planted("line break within", '<a href="li\nma.html">x</a>'),
    Planted("encoded letter", '<a href="lim%61.html">x</a>'),
    Planted("encoded accents", '<a href="caf%C3%A9.html">x</a>'),
    Planted("raw accents", '<a href="café.html">x</a>'),
    Planted("accents as references", '<a href="caf&eacute;.html">x</a><a href="caf&#xe9;.html">x</a>'),
    Planted("encoded place", '<a href="lima.html#gr%C3%B6%C3%9Fe">x</a><a href="lima.html#größe">x</a>'),
    Planted("name of an anchor", '<a href="lima.html#old">x</a>'),
    Planted(
        "words of a page",
        '<a href="lima.html#:~:text=less,more">x</a><a href="lima.html#results:~:text=less">x</a>',
    ),
    Planted("place before its use", '<a href="#späť">x</a><p id="späť">y</p>'),
    Planted("dots in the way", '<a href="./more/../lima.html">x</a><a href="../notes/./lima.html">x</a>'),
    Planted("doubled slash", '<a href="..//notes/lima.html">x</a>'),
    Planted(
        "folder with a page", '<a href="./">x</a><a href="../notes/">x</a><a href="..">x</a><a href=".">x</a>'
    ),
    Planted(
        "from the root", '<a href="/">x</a><a href="/notes/">x</a><a href="/notes/lima.html#results">x</a>'
    ),
    Planted(
        "from the root, in a folder",
        '<a href="/site/notes/lima.html">x</a><a href="/site/">x</a><a href="/site">x</a>',
        base_url=HOME,
    ),
    Planted(
        "another part of the host",
        '<a href="/blog/">x</a><a href="https://example.org/blog/">x</a>',
        base_url=HOME,
    ),
    Planted(
        "whole address of the site",
        f'<a href="{HOME}/notes/lima.html#results">x</a><a href="HTTPS://EXAMPLE.org/site/">x</a>',
        base_url=HOME,
    ),
    Planted("other protocol of the site", '<a href="http://example.org/site/notes/">x</a>', base_url=HOME),
    Planted("file without an ending", '<a href="../README">x</a>'),
    Planted(
        "mail", '<a href="mailto:me@example.org?subject=Hi%20there">x</a><a href="mailto:?subject=x">x</a>'
    ),
    Planted("encoded mail", '<a href="mailto:me%40example.org">x</a>'),
    Planted(
        "stretch of lines",
        '<a id="L3">x</a><a href="#L3-L9">y</a><i id="7">z</i><a href="page.html#7-12">y</a>',
    ),
    Planted("telephone", '<a href="tel:+49-30-1234">x</a><a href="sms:+491234">x</a>'),
    Planted(
        "other protocols",
        '<a href="ftp://example.org/a">x</a><a href="magnet:?xt=urn:a">x</a><a '
        'href="urn:isbn:1">x</a><a href="doi:10.1/2">x</a>',
    ),
    Planted(
        "data in the address",
        '<img alt="" src="data:image/gif;base64,R0lGODlhAQABAAAAACw="><img alt="" '
        'srcset="data:,a 1x, ../img/figure-2x.png 2x">',
    ),
    Planted("comma in a set of pictures", '<img alt="" srcset="../img/a,b.png 1x,../img/figure-2x.png 2x">'),
    Planted("set of pictures without descriptors", '<img alt="" srcset=" ../img/Figure.png, ">'),
    Planted(
        "set of pictures by width",
        '<img alt="" srcset="../img/Figure.png 320w,\n../img/figure-2x.png 640w" '
        'sizes="(max-width: 1px) 2px, 3px">',
    ),
    Planted(
        "no address",
        '<a>x</a><a name="here">y</a><img alt=""><form></form><script></script><base target="_blank">',
    ),
    Planted("form without an action", '<form action=""><input name="q"></form>'),
    Planted(
        "form that posts",
        '<form method="post" action="/api/contact"><button formaction="/api/other">x</button></form>',
    ),
    Planted("dialog", '<form method="dialog" action="x"></form>'),
    Planted(
        "search form",
        '<form action="lima.html"><button formmethod=GET formaction="../index.html">x</button></form>',
    ),
    Planted("empty frame", '<iframe src=""></iframe><iframe src="about:blank"></iframe>'),
    Planted("comment", '<!-- <a href="gone.html">x</a> --><!--><!-- > <img src=gone.png> -->'),
    Planted("in a template", '<template><a href="gone.html">x</a><img src="{{ src }}"></template>'),
    Planted(
        "in a script",
        "<script>const a = '<a href=\"gone.html\">';</script><script "
        "type='text/html'><img src='gone.png'></script>",
    ),
    Planted(
        "in a text field", '<textarea><a href="gone.html">x</a></textarea><title><img src=gone.png></title>'
    ),
    Planted(
        "in a comment of a style sheet",
        "/* url(gone.png) */ @import 'print.css'; p { background: URL( '../img/Figure.png' ) }",
        path="assets/a.css",
    ),
    Planted(
        "texts in a style sheet",
        'p::after { content: "url(gone.png)" } a { content: \'@import "gone.css"\' }',
        path="assets/a.css",
    ),
    Planted(
        "escapes in a style sheet",
        'p { background: url(../img/a\\,b.png) } q { background: url("../img/a\\2c b.png") }',
        path="assets/a.css",
    ),
    Planted(
        "name space in a style sheet",
        '@namespace svg url(http://www.w3.org/2000/svg); @namespace "gone";',
        path="assets/a.css",
    ),
    Planted(
        "old fonts",
        "@font-face { src: url(font.woff2?#iefix) format('x'), url(font.woff2#name) }",
        path="assets/a.css",
    ),
    Planted("filter of the page", "p { filter: url(#blur); mask: url( '#m' ) }", path="assets/a.css"),
    Planted("name that ends in url", "p { background: my-url(gone.png); --curl: x }", path="assets/a.css"),
    Planted(
        "parts of drawings",
        '<svg><use href="../img/icons.svg#arrow"/><use xlink:href="../img/icons.svg#cross"/></svg>',
    ),
    Planted(
        "part of a picture",
        '<img alt="" src="../img/icons.svg#svgView(viewBox(0,0,1,1))"><img alt="" '
        'src="../img/Figure.png#xywh=1,2,3,4">',
    ),
    Planted(
        "gradient in a drawing",
        '<svg><linearGradient id="a"/><linearGradient id="b" href="#a"/><rect fill="url(#b)"/></svg>',
    ),
    Planted("page of a document", '<a href="../files/data.csv#row=4">x</a>'),
    Planted("route of a script", '<a href="#/settings">x</a><a href="lima.html#!/a">x</a>'),
    Planted("redirect", '<a href="../moved.html">x</a>'),
    Planted(
        "place that a redirect hands on",
        '<a href="../old.html#results">x</a>',
        files={
            "old.html": (
                '<meta http-equiv="refresh" content="0; url=notes/lima.html"><script '
                'src="assets/site.js"></script>'
            )
        },
    ),
    Planted(
        "place that a redirect to another site hands on",
        '<a href="../away.html#x">x</a>',
        files={
            "away.html": '<meta http-equiv="refresh" content="0; url=https://example.org/"><script>x</script>'
        },
    ),
    Planted(
        "page that loads itself again",
        '<meta http-equiv="refresh" content="30"><meta http-equiv="refresh" content="30; url=page.html">',
    ),
    Planted(
        "other words about a page",
        '<meta name="description" content="0; url=gone.html"><meta property="og:url" content="gone.html">',
    ),
    Planted(
        "host to be asked early",
        '<link rel="preconnect" href="//example.org"><link rel="dns-prefetch" href="gone">',
    ),
    Planted(
        "base within the site",
        '<base href="more/"><a href="deep.html">x</a><a href="../lima.html">y</a><img '
        'alt="" src="../../img/Figure.png">',
    ),
    Planted(
        "base on another site",
        '<base href="https://example.org/"><a href="gone.html">x</a><a href="#gone">y</a>',
    ),
    Planted("base of the whole site", '<base href="/"><a href="notes/lima.html">x</a>'),
    Planted("no quotes, upper case", "<A HREF=lima.html>x</A><IMG ALT='' SRC=../img/Figure.png>"),
    Planted("attribute twice", '<a href="lima.html" href="gone.html">x</a>'),
    Planted(
        "attributes that only look so",
        '<a data-href="gone.html" title="href=gone.html" href="lima.html">x</a><p src="gone.png">y</p>',
    ),
    Planted("references without semicolon", '<a href="lima.html?a=1&copy=2&b=3">x</a>'),
    Planted(
        "broken markup",
        '<p <a href="lima.html"><b><a href=lima.html>x</b></p></a><table><a href="lima.html">y</table><',
    ),
    Planted("byte order mark", '\ufeff<!doctype html><a href="lima.html">x</a>'),
    Planted(
        "address without a host to ask",
        '<a href="https://user@example.org:8443/a_(b)?c=[d]#e">x</a><a href="http://[::1]:80/">y</a>',
    ),
    Planted(
        "international host",
        '<a href="https://müller.example/straße">x</a><a href="http://xn--mller-kva.example/">y</a>',
    ),
    Planted(
        "closed script of XML",
        '<html xmlns="http://www.w3.org/1999/xhtml"><script '
        'src="../assets/site.js"/><p id="a"/><a href="#a">x</a></html>',
        path="notes/a.xhtml",
    ),
    Planted(
        "without scripts",
        '<noscript><img alt="" src="../img/Figure.png"><link rel="stylesheet" '
        'href="../assets/print.css"></noscript>',
    ),
    Planted(
        "place on a page nested without end",
        "<div>" * 20_000
        + (
            '<template><a href="gone.html">y</a></template><p id="here"></p><a '
            'name="there" href="#here">x</a><a href="#there">y</a>'
        ),
    ),
    Planted(
        "note in a style sheet of a drawing", "<svg><style><!-- p { fill: url(gone.svg) } --></style></svg>"
    ),
    Planted("alike ids in two pages", '<h2 id="results">x</h2>'),
    Planted("id in a template", '<p id="a">x</p><template><p id="a">y</p></template>'),
    Planted("folder whose name has a dot", '<a href="../v1.2/">x</a>', files={"v1.2/index.html": ""}),
    Planted("other name of an index", '<a href="../old/">x</a>', files={"old/index.htm": ""}),
    Planted(
        "hidden folder of a host",
        '<a href="../.well-known/security.txt">x</a>',
        files={".well-known/security.txt": ""},
    ),
    Planted("percent sign", '<a href="100%2525.html">x</a>'),
    Planted("sign in a name", '<a href="a%23b.html">x</a>'),
    Planted("colon after a dot", '<a href="./part:one.html">x</a>', files={"notes/part:one.html": ""}),
)
