"""A plan that is known as text, written as the kinds of file in which offices send it."""

import html
import itertools
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

CONTENT_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    '<Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>')
RELATIONS = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" '
    'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>')


def parts(text):
    """The text cut into ("line", words) and ("table", rows): lines whose cells are parted by tabs were rows of a table."""
    for is_table, lines in itertools.groupby(text.splitlines(), key=lambda line: "\t" in line):
        if is_table:
            rows = [line.split("\t") for line in lines]
            width = max(map(len, rows))
            yield "table", [row + [""] * (width - len(row)) for row in rows]
        else:
            yield from (("line", line) for line in lines)


def write_docx(text, path):
    """One paragraph per line of text and Word's own tables."""
    def paragraph(words):
        return f'<w:p><w:r><w:t xml:space="preserve">{escape(words)}</w:t></w:r></w:p>'

    def table(rows):
        grid = "<w:gridCol/>" * len(rows[0])
        cells = ("".join(f"<w:tc><w:tcPr/>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
        return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"

    body = "".join(table(part) if kind == "table" else paragraph(part) for kind, part in parts(text))
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{body}</w:body></w:document>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)


def write_pdf(text, path):
    """Printed by a browser on A4: long lines wrapped, tables ruled and broken over pages."""
    def table(rows):
        lines = ("".join(f"<td>{html.escape(cell)}</td>" for cell in row) for row in rows)
        return "<table>" + "".join(f"<tr>{line}</tr>" for line in lines) + "</table>"

    body = "".join(
        table(part) if kind == "table" else f"<p>{html.escape(part) or '&nbsp;'}</p>" for kind, part in parts(text))
    page = (
        '<!doctype html><meta charset="utf-8"><style>@page { size: A4; margin: 20mm }'
        'body { font: 11pt "Liberation Serif", serif; margin: 0 } p { margin: 0; white-space: pre-wrap }'
        "table { border-collapse: collapse } td { border: 0.5pt solid black; padding: 2pt 4pt; vertical-align: top }"
        f"</style>{body}")
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "plan.html")
        source.write_text(page, encoding="utf-8")
        subprocess.run(
            [shutil.which("chromium"), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
             f"--user-data-dir={folder}/profile", "--no-pdf-header-footer", f"--print-to-pdf={path}", source.as_uri()],
            check=True, capture_output=True, timeout=120)


WRITERS = {"docx": write_docx, "pdf": write_pdf}


def write_as(kind, plans, folder):
    """Writes every plan of `plans` (text files) as `kind` into `folder`; the paths, in order."""
    paths = []
    for plan in plans:
        path = Path(folder, plan.stem + "." + kind)
        if kind == "txt":
            shutil.copyfile(plan, path)
        else:
            WRITERS[kind](plan.read_text(encoding="utf-8"), path)
        paths.append(path)
    return paths
