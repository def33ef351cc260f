#!/usr/bin/env python3
"""Makes office files of plans that are at hand as text, to test reading by files of another program's making.

usage: make_formats.py OUT_DIR PLAN.txt... [--gold DIR] [--kinds docx,pdf,doc,xlsx]
       make_formats.py OUT_DIR --blocks NAME.json [--kinds …]   blocks as `blocks_of` gives them, lists for tuples

From each text it builds a proper paper as flat OpenDocument (head and signature as two columns without borders, whole
paragraphs, plan tables with borders, wrapped cells centred in height, a shared time as one merged cell, footnotes) and has
LibreOffice convert it: OUT_DIR/<name of the text>.docx and so on; xlsx only for plans with a table. Where DIR has a reference
(<name>.txt.json), the rows of a table that the text has scrambled come from it. What is newer than its text is kept.
"""
import argparse, json, re, subprocess, sys, tempfile
from pathlib import Path
from xml.sax.saxutils import escape

MARK = re.compile(r"([IVX]+\.|\d{1,2}(\.\d+)*[.)]|[a-zđ]\)|[-+*•–])\s+(?=\S)")
SIGNS = re.compile(r"^(TM\.|KT\.|TL\.|Q\.|TUQ\.)")


def squeeze(text):
    return re.sub(r"\s+", " ", text).strip()


# --- text to blocks -------------------------------------------------------------------------------------------------

def physical_lines(text):
    """(line, blank lines before it); page numbers and the marks of page breaks left out"""
    lines, blanks = [], 0
    for raw in text.replace("\f", "").split("\n"):
        line = raw.rstrip(" \r")
        if not line.strip():
            blanks += 1
            if len(raw) > 30 and not raw.strip():
                lines.append(("<rule>", blanks))  # the short line above footnotes
                blanks = 0
            continue
        lines.append((line.strip(" "), blanks))
        blanks = 0
    return lines


def paragraphs(lines, title):
    """whole paragraphs out of lines that the page has broken"""
    spaced = sum(b > 0 for _, b in lines) > len(lines) * 0.7
    lengths = sorted(len(l) for l, _ in lines)
    width = lengths[int(len(lengths) * 0.9)] if lengths else 80
    broken = lengths[-1] < 140 if lengths else False
    result, notes = [], {}
    index, last, line = 0, "", ""
    while index < len(lines):
        last = last if line.isdigit() or line == "<rule>" else line
        line, blanks = lines[index]
        before = result[-1] if result else ""
        if line == "<rule>" and index + 2 < len(lines) and lines[index + 1][0].isdigit():
            number, text = lines[index + 1][0], []
            index += 2
            while index < len(lines) and not MARK.match(lines[index][0]):
                text.append(lines[index][0])
                index += 1
            notes[number] = squeeze(" ".join(text))
            continue
        index += 1
        if line == "<rule>":
            continue
        if line.isdigit():
            if blanks == 0 and before:
                result[-1] += f"<note {line}>"
            continue  # else the number of a page
        word = line.split()[0]
        fits = len(last) + 1 + len(word) < width - 9
        mark = MARK.match(line) and not (re.match(r"[-–] \w", line) and line[2].islower() and not fits)
        if not broken:
            joins = before and line[0].islower() and not re.search(r"[.:;]$", before) and "\t" not in before + line
        elif mark or SIGNS.match(line) or not before or (line.startswith(("Trên đây là", "Căn cứ ")) and before.endswith((".", ";"))):
            joins = False
        elif title.startswith(squeeze(before + " " + line)):
            joins = True
        elif spaced and blanks == 0:
            joins = not line.startswith("- ")
        else:
            joins = not fits and not before.endswith("./.") and before != "KẾ HOẠCH" and not before.startswith("Phụ lục")
        if joins:
            result[-1] += " " + line
        else:
            result.append(line)
    return result, notes


def join_split(whole, wanted):
    """joins paragraphs where a text of the reference runs on from one to the next"""
    for text in map(squeeze, wanted):
        if not any(text in squeeze(p) for p in whole):
            for place in range(len(whole) - 1):
                if text in squeeze(" ".join(whole[place:place + 2])):
                    whole[place:place + 2] = [" ".join(whole[place:place + 2])]
                    break
    return whole


def tab_table(lines):
    rows = []
    for line in lines:
        cells = line.split("\t")
        if len(cells) < 3:
            break
        if rows and not cells[0].strip() and len([c for c in cells if c.strip()]) == 1:  # row broken by the page
            rows[-1] = [squeeze(a + " " + b) for a, b in zip(rows[-1], cells + [""] * len(rows[-1]))]
        elif re.match(r"[IVX]+ \S", cells[0]):
            number, _, name = cells[0].partition(" ")
            rows.append([number, name] + [""] * (len(cells) - 2))
        else:
            rows.append([squeeze(c) for c in cells])
    return rows


def gold_table(gold, text):
    """rows of the reference; a cell is text, or (text, rows) where it is merged, or None where one covers it"""
    def time(when):
        kind, value = when["kind"], when.get("value") or ""
        if kind == "month":
            return f"{value[5:]}/{value[:4]}"
        if kind == "quarter":
            return "Trong quý " + ["I", "II", "III", "IV"][int(value[-1]) - 1]
        return {"ongoing": "Thường xuyên", "asNeeded": value, "unstated": ""}.get(kind, value)

    names = {m[1]: squeeze(m[2]) for m in re.finditer(r"^\f? *([IVX]+) (Nhiệm vụ .*)$", text, re.M)}
    rows, section = [list(gold["document"]["tableColumns"])], None
    tasks = gold["tasks"]
    for place, task in enumerate(tasks):
        if task["section"] != section:
            section = task["section"]
            rows.append([section, names.get(section, ""), "", "", ""])
        shared = 1
        while place + shared < len(tasks) and (tasks[place + shared].get("when") or {}).get("sharedWith") == f"{section}.{task['ordinal']}":
            shared += 1
        when = None if (task["when"].get("sharedWith")) else (time(task["when"]), shared)
        rows.append([task["ordinal"], task["text"], when, task["lead"], task["coordinatorsRaw"]])
    return rows


def blocks_of(text, gold):
    """('p', text, style) | ('table', rows) | ('columns', left, right)"""
    document = (gold or {}).get("document", {})
    title = document.get("title") or ""
    lines = physical_lines(text)
    blocks, scrambled = [], (gold or {}).get("document", {}).get("tableColumns") and "\t" not in text
    head, tail = [], []
    if scrambled:
        start = next(i for i, (l, _) in enumerate(lines) if l.startswith(document["tableColumns"][0] + " "))
        lines, tail = lines[:start], [("table", gold_table(gold, text))]
    whole, notes = paragraphs(lines, title)
    wanted = [t["text"].rstrip(" .;:") for t in (gold or {}).get("tasks", [])] + [b["text"] for b in document.get("legalBases") or []]
    wanted += [e["venue"] for e in (gold or {}).get("events", []) if e.get("venue")]
    whole = join_split(whole, wanted)

    number = next((p for p in whole if re.match(r"Số\s*:", p)), None)
    date = next((p for p in whole[:4] if re.search(r", ngày .*tháng .*năm", p)), None)
    whole = [p for p in whole if p not in (number, date)]
    issuer = document.get("issuer") or ""
    if issuer and not issuer.startswith("Chủ tịch"):
        left = [issuer.upper()] + ([number] if number else [])
        head = [("columns", left, ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"] + ([date] if date else []))]

    index = 0
    while index < len(whole):
        paragraph = whole[index]
        if paragraph.startswith("Nơi nhận"):
            left, right = [paragraph], []
            for line in whole[index + 1:]:
                line = line.replace("**", "")
                if line.startswith("Phụ lục"):
                    break
                index += 1
                (left if line.startswith("-") and not right else right).append(line)
            if right:
                right[-1:] = ["", "", "", right[-1]]
            blocks.append(("columns", left, right))
        elif paragraph.count("\t") >= 2:
            count = next((i for i, l in enumerate(whole[index:]) if l.count("\t") < 2), len(whole) - index)
            blocks.append(("table", tab_table(whole[index:index + count])))
            index += count - 1
        else:
            upper = paragraph.upper() == paragraph
            style = "Center" if paragraph in (title, "KẾ HOẠCH") or paragraph.startswith(("(Ban hành kèm", "Phụ lục")) \
                else "Heading" if re.match(r"[IVX]+\. ", paragraph) or upper else "Body"
            blocks.append(("p", paragraph, style))
        index += 1
    return head + blocks + tail, notes


# --- blocks to flat OpenDocument ------------------------------------------------------------------------------------

SPACES = " ".join(f'xmlns:{p}="urn:oasis:names:tc:opendocument:xmlns:{u}:1.0"' for p, u in {
    "office": "office", "style": "style", "text": "text", "table": "table"}.items()) + \
    ' xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"' \
    ' xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"' \
    ' xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'


def styles():
    def paragraph(name, align, size=14, indent="0cm", below="0.21cm", weight="normal"):
        return (f'<style:style style:name="{name}" style:family="paragraph"><style:paragraph-properties fo:text-align="{align}" '
                f'fo:text-indent="{indent}" fo:margin-top="{below}" fo:margin-bottom="{below}"/><style:text-properties '
                f'style:font-name="Serif" fo:font-size="{size}pt" fo:font-weight="{weight}"/></style:style>')
    return (
        '<office:font-face-decls><style:font-face style:name="Serif" svg:font-family="\'Times New Roman\'"/></office:font-face-decls>'
        '<office:automatic-styles><style:page-layout style:name="A4"><style:page-layout-properties fo:page-width="21cm" '
        'fo:page-height="29.7cm" fo:margin-top="2cm" fo:margin-bottom="2cm" fo:margin-left="3cm" fo:margin-right="2cm"/>'
        '<style:header-style><style:header-footer-properties fo:min-height="0.6cm"/></style:header-style></style:page-layout>'
        + paragraph("Body", "justify", indent="1.27cm", below="0.1cm") + paragraph("Heading", "justify", indent="1.27cm", weight="bold")
        + paragraph("Center", "center", weight="bold", below="0.05cm") + paragraph("Cell", "start", 12, below="0cm")
        + paragraph("CellCenter", "center", 12, below="0cm") + paragraph("Column", "center", 12, below="0cm", weight="bold")
        + paragraph("Recipients", "start", 11, below="0cm") + paragraph("Footnote", "justify", 10, below="0cm")
        + '<style:style style:name="Box" style:family="table-cell"><style:table-cell-properties fo:border="0.5pt solid #000000" '
        'fo:padding="0.12cm" style:vertical-align="middle"/></style:style>'
        '<style:style style:name="Bare" style:family="table-cell"><style:table-cell-properties fo:border="none" fo:padding="0cm"/></style:style>'
        + "".join(f'<style:style style:name="W{w}" style:family="table-column"><style:table-column-properties '
                  f'style:column-width="{w / 10}cm"/></style:style>' for w in range(5, 170))
        + '<style:style style:name="T" style:family="table"><style:table-properties style:width="16.5cm" table:align="center"/></style:style>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Standard" style:page-layout-name="A4">'
        '<style:header><text:p text:style-name="CellCenter"><text:page-number/></text:p></style:header></style:master-page></office:master-styles>')


def inline(text, notes):
    out = escape(text).replace("\t", "<text:tab/>")
    return re.sub(r"&lt;note (\d+)&gt;", lambda m: (
        f'<text:note text:note-class="footnote"><text:note-citation>{m[1]}</text:note-citation><text:note-body>'
        f'<text:p text:style-name="Footnote">{escape(notes.get(m[1], ""))}</text:p></text:note-body></text:note>'), out)


def cell_lines(text):
    return re.split(r"(?<=[;.]) (?=- )", text) if text.startswith("- ") else [text]


def table_xml(rows, widths, border, cell_style):
    out = ['<table:table table:style-name="T">'] + [f'<table:table-column table:style-name="W{w}"/>' for w in widths]
    for place, row in enumerate(rows):
        line = ["<table:table-row>"]
        for column, cell in enumerate(row):
            if cell is None:
                line.append("<table:covered-table-cell/>")
                continue
            text, span = cell if isinstance(cell, tuple) else (cell, 1)
            lines = text if isinstance(text, list) else cell_lines(text)
            rows_spanned = f' table:number-rows-spanned="{span}"' if span > 1 else ""
            body = "".join(f'<text:p text:style-name="{cell_style(place, column)}">{escape(l)}</text:p>' for l in lines)
            line.append(f'<table:table-cell table:style-name="{border}" office:value-type="string"{rows_spanned}>{body}</table:table-cell>')
        body = "".join(line) + "</table:table-row>"
        out.append(f"<table:table-header-rows>{body}</table:table-header-rows>" if place == 0 and border == "Box" else body)
    return "".join(out) + "</table:table>"


def column_widths(rows):
    """tenths of a centimetre, wide where the text is long"""
    columns = [[(c[0] if isinstance(c, tuple) else c) or "" for c in (row[i] for row in rows)] for i in range(len(rows[0]))]
    least = [max(11, int(3 * max((len(w) for t in texts for w in t.split()), default=1)) + 4) for texts in columns]
    wants = [max(len(t) for t in texts) ** 0.75 for texts in columns]
    spare = max(0, 160 - sum(least))
    return [min(169, int(w + spare * want / sum(wants))) for w, want in zip(least, wants)]


def writer(blocks, notes):
    body = []
    for block in blocks:
        if block[0] == "p":
            body.append(f'<text:p text:style-name="{block[2]}">{inline(block[1], notes)}</text:p>')
        elif block[0] == "columns":
            left_style = "Recipients" if block[1][0].startswith("Nơi nhận") else "Column"
            body.append(table_xml([[(block[1], 1), (block[2], 1)]], [65, 100], "Bare", lambda r, c: "Column" if c else left_style))
        else:
            body.append(table_xml(block[1], column_widths(block[1]), "Box", lambda r, c: "CellCenter" if c == 0 or r == 0 else "Cell"))
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3" '
            f'office:mimetype="application/vnd.oasis.opendocument.text">{styles()}<office:body><office:text>'
            f'{"".join(body)}</office:text></office:body></office:document>')


def calc(blocks):
    """the paper as a sheet: paragraphs in cells merged over the width, then the table"""
    width = next(len(b[1][0]) for b in blocks if b[0] == "table")
    rows = []
    covered = "<table:covered-table-cell/>"

    def wide(text, span):
        return (f'<table:table-cell table:number-columns-spanned="{span}" office:value-type="string"><text:p>{escape(text)}</text:p>'
                f'</table:table-cell>' + covered * (span - 1))
    for block in blocks:
        if block[0] == "p":
            rows.append(wide(re.sub(r"<note \d+>", "", block[1]), width))
        elif block[0] == "columns":
            for i in range(max(len(block[1]), len(block[2]))):
                left, right = ((x[i] if i < len(x) else "") for x in block[1:])
                rows.append(wide(left, 2) + wide(right, width - 2))
        else:
            for row in block[1]:
                line = ""
                for cell in row:
                    if cell is None:
                        line += covered
                        continue
                    text, span = cell if isinstance(cell, tuple) else (cell, 1)
                    rows_spanned = f' table:number-rows-spanned="{span}"' if span > 1 else ""
                    number = re.fullmatch(r"\d+", text)
                    month = re.fullmatch(r"(\d\d)/(\d{4})", text)
                    if month:  # as a spreadsheet takes it when a person types it: a date shown as month and year
                        kind = f'office:value-type="date" office:date-value="{month[2]}-{month[1]}-01" table:style-name="Month"'
                    else:
                        kind = f'office:value-type="float" office:value="{text}"' if number else 'office:value-type="string"'
                    body = "".join(f"<text:p>{escape(l)}</text:p>" for l in cell_lines(text))
                    line += f"<table:table-cell {kind}{rows_spanned}>{body}</table:table-cell>"
                rows.append(line)
    month = ('<office:automatic-styles><number:date-style style:name="MY" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0">'
             '<number:month number:style="long"/><number:text>/</number:text><number:year number:style="long"/></number:date-style>'
             '<style:style style:name="Month" style:family="table-cell" style:data-style-name="MY"/></office:automatic-styles>')
    return (f'<?xml version="1.0" encoding="UTF-8"?><office:document {SPACES} office:version="1.3" '
            f'office:mimetype="application/vnd.oasis.opendocument.spreadsheet">{month}<office:body><office:spreadsheet>'
            f'<table:table table:name="Kế hoạch">' + "".join(f"<table:table-row>{r}</table:table-row>" for r in rows) +
            "</table:table></office:spreadsheet></office:body></office:document>")


def as_tuples(blocks):
    """blocks out of JSON: a merged cell comes as [text, rows], a covered one as null"""
    def cell(c):
        return tuple(c) if isinstance(c, list) else c
    return [("table", [[cell(c) for c in row] for row in b[1]]) if b[0] == "table" else tuple(b) for b in blocks]


def convert(sources, kind, out, profile):
    if sources:
        subprocess.run(["soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", kind, "--outdir", str(out)]
                       + [str(s) for s in sources], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=300)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("plans", nargs="*", type=Path)
    parser.add_argument("--gold", type=Path)
    parser.add_argument("--blocks", type=Path)
    parser.add_argument("--kinds", default="docx,pdf,doc,xlsx")
    args = parser.parse_args()
    args.out.mkdir(parents=True, exist_ok=True)
    kinds = args.kinds.split(",")
    with tempfile.TemporaryDirectory() as work:
        work = Path(work)
        conversions = {}
        for plan in args.plans + ([args.blocks] if args.blocks else []):
            if plan == args.blocks:
                blocks, notes = as_tuples(json.loads(plan.read_text(encoding="utf-8"))), {"1": "Chú thích một."}
            else:
                gold = args.gold / f"{plan.name}.json" if args.gold else plan.with_suffix(".gold.json")
                reference = json.loads(gold.read_text(encoding="utf-8")) if gold.exists() else None
                blocks, notes = blocks_of(plan.read_text(encoding="utf-8-sig"), reference)
            old = max(p.stat().st_mtime for p in (plan, Path(__file__)))
            stale = [k for k in kinds if not ((f := args.out / f"{plan.stem}.{k}").exists() and f.stat().st_mtime > old)]
            (work / f"{plan.stem}.fodt").write_text(writer(blocks, notes), encoding="utf-8")
            for kind in stale:
                if kind != "xlsx":
                    conversions.setdefault(kind, []).append(work / f"{plan.stem}.fodt")
                elif any(b[0] == "table" for b in blocks):
                    (work / f"{plan.stem}.fods").write_text(calc(blocks), encoding="utf-8")
                    conversions.setdefault(kind, []).append(work / f"{plan.stem}.fods")
        for kind, sources in conversions.items():
            convert(sources, kind, args.out, work / "profile")


if __name__ == "__main__":
    main()
