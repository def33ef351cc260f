import CPangoCairo

/// A PDF file while it is being drawn, page after page; finished pages leave memory. One thread at a time.
final class PdfCanvas {
    let cairo: OpaquePointer
    private let surface: OpaquePointer
    private let context: OpaquePointer
    private var fonts: [FontKey: OpaquePointer] = [:]
    private var outline: [(level: Int, id: Int32)] = []
    private(set) var pages = 0

    private struct FontKey: Hashable { let size: Double, isBold: Bool, isItalic: Bool }

    /// The metrics of Times New Roman; where it is not installed, fontconfig takes what comes nearest.
    private static let family = "Liberation Serif, Times New Roman, Tinos, serif"

    init(to path: String, title: String, created: String?) throws(PaperFault) {
        guard let surface = cairo_pdf_surface_create(path, PaperStyle.a4.width, PaperStyle.a4.height),
            let cairo = cairo_create(surface), let context = pango_cairo_create_context(cairo)
        else { throw .notBegun(0) }
        (self.surface, self.cairo, self.context) = (surface, cairo, context)
        // Points on paper, not the dots of a screen.
        pango_cairo_context_set_resolution(context, 72)
        // Letters keep the widths of their font, not those that suit a screen.
        let options = cairo_font_options_create()
        cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE)
        cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF)
        pango_cairo_context_set_font_options(context, options)
        cairo_font_options_destroy(options)
        pango_context_set_round_glyph_positions(context, 0)
        pango_context_set_language(context, pango_language_from_string("vi"))
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title)
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "\(created ?? "2000-01-01")T00:00:00Z")
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else { throw .notBegun(Int(status)) }
    }

    deinit {
        for font in fonts.values { pango_font_description_free(font) }
        g_object_unref(UnsafeMutableRawPointer(context))
        cairo_destroy(cairo)
        cairo_surface_destroy(surface)
    }

    func beginPage(width: Double, height: Double) {
        if pages > 0 { cairo_show_page(cairo) }
        cairo_pdf_surface_set_size(surface, width, height)
        pages += 1
    }

    func finish() throws(PaperFault) {
        cairo_show_page(cairo)
        cairo_surface_finish(surface)
        for status in [cairo_status(cairo), cairo_surface_status(surface)] where status != CAIRO_STATUS_SUCCESS {
            throw .notWritten(Int(status))
        }
    }

    /// Lays text for this canvas.
    func typesetter() -> LaidText { LaidText(pango_layout_new(context)) }

    func font(_ style: ParagraphStyle) -> OpaquePointer? {
        let key = FontKey(size: style.size, isBold: style.isBold, isItalic: style.isItalic)
        if let known = fonts[key] { return known }
        guard let font = pango_font_description_from_string(Self.family) else { return nil }
        pango_font_description_set_size(font, Int32(style.size * Double(PANGO_SCALE)))
        if style.isBold { pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD) }
        if style.isItalic { pango_font_description_set_style(font, PANGO_STYLE_ITALIC) }
        fonts[key] = font
        return font
    }

    /// An entry of the outline that leads to this height of the page.
    func mark(_ title: String, level: Int, y: Double) {
        while let last = outline.last, last.level >= level { outline.removeLast() }
        let place = "page=\(pages) pos=[0 \(Int(y))]"
        let id = cairo_pdf_surface_add_outline(
            surface, outline.last?.id ?? 0, title, place, CAIRO_PDF_OUTLINE_FLAG_OPEN)
        outline.append((level, id))
    }

    /// Straight lines, half a point wide unless told.
    func stroke(_ lines: [(x0: Double, y0: Double, x1: Double, y1: Double)], width: Double = 0.5) {
        guard !lines.isEmpty else { return }
        cairo_new_path(cairo)
        for line in lines {
            cairo_move_to(cairo, line.x0, line.y0)
            cairo_line_to(cairo, line.x1, line.y1)
        }
        cairo_set_line_width(cairo, width)
        cairo_stroke(cairo)
    }

    /// The dark squares of a code with its quiet border, `side` points wide in all.
    func draw(_ code: QRCode, x: Double, y: Double, side: Double) {
        let square = side / Double(code.rows.count + 4)
        cairo_new_path(cairo)
        for (row, squares) in code.rows.enumerated() {
            var column = 0
            while column < squares.count {
                let first = column
                while column < squares.count, squares[column] { column += 1 }
                if column > first {
                    cairo_rectangle(
                        cairo, x + Double(first + 2) * square, y + Double(row + 2) * square,
                        Double(column - first) * square, square)
                }
                column += 1
            }
        }
        cairo_fill(cairo)
    }
}

/// A text laid out in lines of a width, drawn some lines at a time. Used again for the next text: laying out is what costs.
final class LaidText {
    private let layout: OpaquePointer?
    private var iterator: OpaquePointer?
    private var hasAttributes = false
    private var style: ParagraphStyle?
    private var place = (width: -1.0, alignment: PaperTable.Alignment.left)
    private(set) var lines = 0
    private(set) var drawn = 0

    fileprivate init(_ layout: OpaquePointer?) {
        self.layout = layout
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
    }

    deinit {
        if let iterator { pango_layout_iter_free(iterator) }
        if let layout { g_object_unref(UnsafeMutableRawPointer(layout)) }
    }

    /// Lays the words out. Their line breaks stay; control characters must be gone.
    func set(
        _ words: PaperText, _ style: ParagraphStyle, _ alignment: PaperTable.Alignment, width: Double,
        on canvas: PdfCanvas
    ) {
        if self.style != style {
            pango_layout_set_font_description(layout, canvas.font(style))
            pango_layout_set_indent(layout, Int32(style.firstLine * Double(PANGO_SCALE)))
            self.style = style
        }
        if place != (width, alignment) {
            pango_layout_set_width(layout, Int32(max(1, width) * Double(PANGO_SCALE)))
            pango_layout_set_justify(layout, alignment == .justified ? 1 : 0)
            let side =
                alignment == .centre ? PANGO_ALIGN_CENTER : alignment == .right ? PANGO_ALIGN_RIGHT : PANGO_ALIGN_LEFT
            pango_layout_set_alignment(layout, side)
            place = (width, alignment)
        }
        let words = Self.broken(words)
        var text = words.runs.count == 1 ? words.runs[0].text : words.plain
        if hasAttributes { pango_layout_set_attributes(layout, nil) }
        hasAttributes = words.runs.contains { $0.isBold || $0.isItalic }
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { pango_layout_set_text(layout, $0.baseAddress, Int32($0.count)) }
        }
        if hasAttributes { emphasise(words) }
        lines = text.isEmpty ? 0 : Int(pango_layout_get_line_count(layout))
        rewind()
    }

    /// Words longer than any line get line breaks: to find its own, Pango would measure the rest of the word again for each.
    private static func broken(_ words: PaperText) -> PaperText {
        guard words.runs.contains(where: { hasLongWord($0.text) }) else { return words }
        return PaperText(
            words.runs.map { run in
                var (text, length) = (String.UnicodeScalarView(), 0)
                for scalar in run.text.unicodeScalars {
                    length = scalar.value <= 0x20 ? 0 : length + 1
                    text.append(scalar)
                    if length == longestWord {
                        text.append("\n")
                        length = 0
                    }
                }
                return .init(String(text), bold: run.isBold, italic: run.isItalic)
            })
    }

    private static let longestWord = 400

    private static func hasLongWord(_ text: String) -> Bool {
        guard text.utf8.count > longestWord else { return false }
        var length = 0
        for byte in text.utf8 {
            length = byte <= 0x20 ? 0 : length + 1
            if length > longestWord { return true }
        }
        return false
    }

    private func emphasise(_ words: PaperText) {
        let list = pango_attr_list_new()
        var start: UInt32 = 0
        for run in words.runs {
            let end = start + UInt32(run.text.utf8.count)
            func add(_ attribute: UnsafeMutablePointer<PangoAttribute>?) {
                attribute?.pointee.start_index = start
                attribute?.pointee.end_index = end
                pango_attr_list_insert(list, attribute)
            }
            if run.isBold { add(pango_attr_weight_new(PANGO_WEIGHT_BOLD)) }
            if run.isItalic { add(pango_attr_style_new(PANGO_STYLE_ITALIC)) }
            start = end
        }
        pango_layout_set_attributes(layout, list)
        pango_attr_list_unref(list)
    }

    /// The next drawing begins at the first line.
    func rewind() {
        if let iterator { pango_layout_iter_free(iterator) }
        iterator = nil
        drawn = 0
    }

    var left: Int { lines - drawn }

    /// Draws the next lines, the first of them below `y`.
    func draw(_ count: Int, x: Double, y: Double, height: Double, on canvas: PdfCanvas) {
        guard count > 0, drawn < lines else { return }
        if iterator == nil { iterator = pango_layout_get_iter(layout) }
        let size = style?.size ?? 0
        // What a line has above single spacing stands above its letters, as in Word.
        var baseline = y + height - 0.216 * size
        for _ in 0..<min(count, left) {
            var box = PangoRectangle()
            pango_layout_iter_get_line_extents(iterator, nil, &box)
            cairo_move_to(canvas.cairo, x + Double(box.x) / Double(PANGO_SCALE), baseline)
            pango_cairo_show_layout_line(canvas.cairo, pango_layout_iter_get_line_readonly(iterator))
            pango_layout_iter_next_line(iterator)
            baseline += height
            drawn += 1
        }
    }
}
