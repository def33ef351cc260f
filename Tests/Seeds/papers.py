"""A plan that is known as text, written as the kinds of file in which offices send it."""

import html
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


def write_docx(text, path):
    """One paragraph per line of text, as a plan looks that was pasted into Word."""
    paragraphs = "".join(
        f'<w:p><w:r><w:t xml:space="preserve">{escape(line)}</w:t></w:r></w:p>' for line in text.splitlines())
    document = (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f"<w:body>{paragraphs}</w:body></w:document>")
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", CONTENT_TYPES)
        archive.writestr("_rels/.rels", RELATIONS)
        archive.writestr("word/document.xml", document)


def write_pdf(text, path):
    """The text printed by a browser on A4, long lines wrapped."""
    page = (
        '<!doctype html><meta charset="utf-8"><style>@page { size: A4; margin: 20mm }'
        'pre { font: 11pt "Liberation Serif", serif; white-space: pre-wrap; margin: 0 }</style>'
        f"<pre>{html.escape(text)}</pre>")
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
