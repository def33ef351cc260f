/// The parts of a Word package beside its document.
enum DocxParts {
    static let space =
        #"xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships""#
    static let head = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
    private static let types = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    private static let kinds = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

    static func all(_ flow: PaperFlow) -> [(name: String, xml: String)] {
        [
            ("[Content_Types].xml", contentTypes), ("_rels/.rels", relations), ("docProps/core.xml", core(flow)),
            ("word/_rels/document.xml.rels", documentRelations), ("word/styles.xml", styles(flow.styles)),
            ("word/settings.xml", settings), ("word/header1.xml", pageNumber(flow.styles)),
            ("word/header2.xml", firstPage(flow.styles)),
        ]
    }

    private static var contentTypes: String {
        let parts = [
            ("word/document.xml", "document.main"), ("word/styles.xml", "styles"), ("word/settings.xml", "settings"),
            ("word/header1.xml", "header"), ("word/header2.xml", "header"),
        ]
        return head
            + #"<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>"#
            + parts.map { #"<Override PartName="/\#($0.0)" ContentType="\#(types).\#($0.1)+xml"/>"# }.joined()
            + #"<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>"#
    }

    private static func relations(_ targets: [(kind: String, target: String)]) -> String {
        head + #"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#
            + targets.enumerated().map {
                #"<Relationship Id="rId\#($0.offset + 1)" Type="\#($0.element.kind)" Target="\#($0.element.target)"/>"#
            }.joined() + "</Relationships>"
    }

    private static var relations: String {
        relations([
            ("\(kinds)/officeDocument", "word/document.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml"
            ),
        ])
    }

    private static var documentRelations: String {
        relations([
            ("\(kinds)/styles", "styles.xml"), ("\(kinds)/settings", "settings.xml"),
            ("\(kinds)/header", "header1.xml"), ("\(kinds)/header", "header2.xml"),
        ])
    }

    /// `rId3` and `rId4` of `documentRelations`.
    static let headers = (others: "rId3", first: "rId4")

    private static func core(_ flow: PaperFlow) -> String {
        let xml = XMLBytes()
        xml.raw(
            head
                + #"<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>"#
        )
        xml.words(flow.title)
        xml.raw("</dc:title><dc:language>vi-VN</dc:language>")
        if let day = flow.created {
            xml.raw("<dcterms:created xsi:type=\"dcterms:W3CDTF\">\(day)T00:00:00Z</dcterms:created>")
        }
        xml.raw("</cp:coreProperties>")
        return xml.text
    }

    private static var settings: String {
        head
            + #"<w:settings \#(space)><w:zoom w:percent="100"/><w:defaultTabStop w:val="567"/><w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat><w:themeFontLang w:val="vi-VN"/><w:decimalSymbol w:val=","/><w:listSeparator w:val=";"/></w:settings>"#
    }

    private static func pageNumber(_ styles: PaperStyles) -> String {
        head
            + "<w:hdr \(space)><w:p><w:pPr><w:pStyle w:val=\"\(styles.pageNumber.id)\"/></w:pPr><w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:hdr>"
    }

    private static func firstPage(_ styles: PaperStyles) -> String {
        head + "<w:hdr \(space)><w:p><w:pPr><w:pStyle w:val=\"\(styles.pageNumber.id)\"/></w:pPr></w:p></w:hdr>"
    }

    private static func styles(_ styles: PaperStyles) -> String {
        let font =
            #"<w:rFonts w:ascii="Times New Roman" w:eastAsia="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>"#
        let base = Int(styles.text.size * 2)
        let xml = XMLBytes()
        xml.raw(
            head
                + #"<w:styles \#(space)><w:docDefaults><w:rPrDefault><w:rPr>\#(font)<w:color w:val="000000"/><w:sz w:val="\#(base)"/><w:szCs w:val="\#(base)"/><w:lang w:val="vi-VN" w:eastAsia="vi-VN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault><w:pPr><w:spacing w:before="0" w:after="0" w:line="240" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults><w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style><w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="0" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>"#
        )
        for style in styles.all { xml.raw(definition(style)) }
        xml.raw("</w:styles>")
        return xml.text
    }

    private static func definition(_ style: ParagraphStyle) -> String {
        var paragraph = style.keepsNext ? "<w:keepNext/>" : ""
        paragraph += "<w:widowControl/>"
        paragraph +=
            "<w:spacing w:before=\"\(twips(style.before))\" w:after=\"\(twips(style.after))\" w:line=\"\(Int((240 * style.spacing).rounded()))\" w:lineRule=\"auto\"/>"
        if style.firstLine > 0 { paragraph += "<w:ind w:firstLine=\"\(twips(style.firstLine))\"/>" }
        paragraph += "<w:jc w:val=\"\(justification(style.alignment))\"/>"
        if let outline = style.outline { paragraph += "<w:outlineLvl w:val=\"\(outline)\"/>" }
        let half = Int(style.size * 2)
        let run =
            (style.isBold ? "<w:b/><w:bCs/>" : "") + (style.isItalic ? "<w:i/><w:iCs/>" : "")
            + "<w:sz w:val=\"\(half)\"/><w:szCs w:val=\"\(half)\"/>"
        return
            "<w:style w:type=\"paragraph\" w:customStyle=\"1\" w:styleId=\"\(style.id)\"><w:name w:val=\"\(style.name)\"/><w:basedOn w:val=\"Normal\"/><w:qFormat/><w:pPr>\(paragraph)</w:pPr><w:rPr>\(run)</w:rPr></w:style>"
    }

    /// Twentieths of a point.
    static func twips(_ points: Double) -> Int { Int((points * 20).rounded()) }

    static func justification(_ alignment: PaperTable.Alignment) -> String {
        switch alignment {
        case .left: "left"
        case .centre: "center"
        case .right: "right"
        case .justified: "both"
        }
    }
}
