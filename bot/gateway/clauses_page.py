"""A product's clauses as a page: the Chinese text, which is the contract, with the English summaries beside it."""

from __future__ import annotations

from html import escape

from bot.gateway.words import Words
from insurance.catalogue import Clause, Product
from insurance.lines import Language

PAGE = """<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title}</title>
<link rel="icon" type="image/svg+xml" href="/web/images/favicon.svg">
<link rel="stylesheet" href="/web/style.css">
<link rel="stylesheet" href="/web/clauses.css">
</head>
<body class="reading">
<header class="reading-head">
<p class="insurer">{insurer}</p>
<h1>{name} <small lang="en">{name_en}</small></h1>
<p>{note}</p>
<p lang="en">{note_en}</p>
</header>
<nav aria-label="{contents}"><h2>{contents}</h2><ol>
{entries}
</ol></nav>
<main>
{articles}
</main>
</body>
</html>
"""


def clauses_page(words: Words, product: Product, insurer: str) -> str:
    """The whole page; everything from the catalogue is escaped."""
    zh, en = Language.ZH.value, Language.EN.value
    version = {"version": product.version}
    return PAGE.format(
        title=escape(words.text("clauses_title", zh, product=product.name.zh)),
        insurer=escape(insurer),
        name=escape(product.name.zh),
        name_en=escape(product.name.en),
        note=escape(words.text("clauses_note", zh, **version)),
        note_en=escape(words.text("clauses_note", en, **version)),
        contents=escape(words.text("clauses_contents", zh)),
        entries="\n".join(map(_entry, product.clauses)),
        articles="\n".join(map(_article, product.clauses)),
    )


def _entry(clause: Clause) -> str:
    number = escape(clause.no, quote=True)
    return f'<li><a href="#article-{number}"><span class="no">{number}</span> {escape(clause.title.zh)}</a></li>'


def _article(clause: Clause) -> str:
    number = escape(clause.no, quote=True)
    return (
        f'<article id="article-{number}">\n'
        f'<h2><span class="no">{number}</span> {escape(clause.title.zh)} '
        f'<small lang="en">{escape(clause.title.en)}</small></h2>\n'
        f'<div class="both"><p>{escape(clause.text.strip())}</p>\n'
        f'<p lang="en" class="summary">{escape(clause.summary.strip())}</p></div>\n'
        "</article>"
    )
