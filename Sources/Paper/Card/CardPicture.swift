import CPangoCairo

/// Ảnh nhắc việc: a list as a picture that is read on a phone, to be pasted where no file is opened.
///
/// 1080 points wide, as high as its lines want. The words of a line are cut after three rows of writing.
public struct CardPicture: Equatable, Sendable {
    public struct Line: Equatable, Sendable {
        public let words: String
        /// Under the words: `hạn 20/11/2026, chậm 8 ngày`
        public let note: String

        public init(_ words: String, note: String) { (self.words, self.note) = (words, note) }
    }

    public struct Part: Equatable, Sendable {
        public let title: String
        /// Its title and notes stand out: what is late.
        public let isUrgent: Bool
        public let lines: [Line]
        /// `và 5 việc khác`
        public let rest: String?

        public init(_ title: String, isUrgent: Bool = false, lines: [Line], rest: String? = nil) {
            (self.title, self.isUrgent, self.lines, self.rest) = (title, isUrgent, lines, rest)
        }
    }

    public let from: String
    public let title: String
    public let parts: [Part]
    public let foot: String

    public static let width = 1080
    /// So much is drawn; a list that wants more is cut, which its last part says.
    static let mostHeight = 6000

    public init(from: String, title: String, parts: [Part], foot: String) {
        (self.from, self.title, self.parts, self.foot) = (from, title, parts, foot)
    }

    public func png() throws(PaperFault) -> [UInt8] { try drawn().bytes }

    /// The picture and how high it is.
    public func drawn() throws(PaperFault) -> (bytes: [UInt8], height: Int) {
        let measuring = try CardCanvas(height: 1)
        let height = min(draw(on: measuring), Self.mostHeight)
        let canvas = try CardCanvas(height: height)
        _ = draw(on: canvas)
        return (try canvas.png(), height)
    }

    private static let edge = 56.0

    /// Draws from the top; returns where it ends.
    private func draw(on canvas: CardCanvas) -> Int {
        let (edge, inner) = (Self.edge, Double(Self.width) - 2 * Self.edge)
        canvas.fill(.paper, x: 0, y: 0, width: Double(Self.width), height: Double(canvas.height))
        canvas.fill(.flag, x: 0, y: 0, width: Double(Self.width), height: 14)
        var y = 58.0
        y += canvas.write(from, .init(27, .soft), x: edge, y: y, width: inner, rows: 2) + 8
        y += canvas.write(title, .init(45, .ink, isBold: true), x: edge, y: y, width: inner, rows: 3) + 34
        for part in parts {
            canvas.fill(part.isUrgent ? .flag : .ink, x: edge, y: y, width: inner, height: 3)
            y += 20
            y += canvas.write(
                part.title, .init(34, part.isUrgent ? .flag : .ink, isBold: true), x: edge, y: y, width: inner, rows: 2)
            y += 16
            for (at, line) in part.lines.enumerated() {
                if at > 0 { canvas.fill(.line, x: edge + 56, y: y, width: inner - 56, height: 1.5) }
                y += 14
                _ = canvas.write("\(at + 1).", .init(31, .soft), x: edge, y: y, width: 54, rows: 1)
                y += canvas.write(line.words, .init(31, .ink), x: edge + 56, y: y, width: inner - 56, rows: 3) + 4
                y += canvas.write(
                    line.note, .init(26, part.isUrgent ? .flag : .soft, isBold: part.isUrgent), x: edge + 56, y: y,
                    width: inner - 56, rows: 1)
                y += 14
            }
            if let rest = part.rest {
                y += canvas.write(rest, .init(28, .soft), x: edge + 56, y: y + 6, width: inner - 56, rows: 2) + 12
            }
            y += 30
        }
        y += canvas.write(foot, .init(25, .soft), x: edge, y: y, width: inner, rows: 4) + 50
        return Int(y.rounded(.up))
    }
}

/// A picture while it is being drawn. One thread at a time.
private final class CardCanvas {
    enum Colour {
        case paper, ink, soft, line, flag

        var parts: (Double, Double, Double) {
            switch self {
            case .paper: (0.984, 0.976, 0.957)
            case .ink: (0.114, 0.102, 0.086)
            case .soft: (0.357, 0.329, 0.286)
            case .line: (0.867, 0.839, 0.776)
            case .flag: (0.718, 0.082, 0.106)
            }
        }
    }

    struct Style {
        let size: Double
        let colour: Colour
        let isBold: Bool

        init(_ size: Double, _ colour: Colour, isBold: Bool = false) {
            (self.size, self.colour, self.isBold) = (size, colour, isBold)
        }
    }

    let height: Int
    private let surface: OpaquePointer
    private let cairo: OpaquePointer
    private let context: OpaquePointer

    private static let family = "Noto Sans, Liberation Sans, DejaVu Sans, sans-serif"

    init(height: Int) throws(PaperFault) {
        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(CardPicture.width), Int32(height)),
            let cairo = cairo_create(surface), let context = pango_cairo_create_context(cairo)
        else { throw .notBegun(0) }
        (self.height, self.surface, self.cairo, self.context) = (height, surface, cairo, context)
        // A point is a dot of the picture.
        pango_cairo_context_set_resolution(context, 72)
        pango_context_set_language(context, pango_language_from_string("vi"))
        let status = cairo_surface_status(surface)
        guard status == CAIRO_STATUS_SUCCESS else { throw .notBegun(Int(status)) }
    }

    deinit {
        g_object_unref(UnsafeMutableRawPointer(context))
        cairo_destroy(cairo)
        cairo_surface_destroy(surface)
    }

    private func paint(with colour: Colour) {
        let (red, green, blue) = colour.parts
        cairo_set_source_rgb(cairo, red, green, blue)
    }

    func fill(_ colour: Colour, x: Double, y: Double, width: Double, height: Double) {
        paint(with: colour)
        cairo_new_path(cairo)
        cairo_rectangle(cairo, x, y, width, height)
        cairo_fill(cairo)
    }

    /// Writes words, at most so many rows; returns how high they stand.
    func write(_ words: String, _ style: Style, x: Double, y: Double, width: Double, rows: Int) -> Double {
        guard let layout = pango_layout_new(context) else { return 0 }
        defer { g_object_unref(UnsafeMutableRawPointer(layout)) }
        if let font = pango_font_description_from_string(Self.family) {
            pango_font_description_set_size(font, Int32(style.size * Double(PANGO_SCALE)))
            if style.isBold { pango_font_description_set_weight(font, PANGO_WEIGHT_BOLD) }
            pango_layout_set_font_description(layout, font)
            pango_font_description_free(font)
        }
        pango_layout_set_wrap(layout, PANGO_WRAP_WORD_CHAR)
        pango_layout_set_width(layout, Int32(width * Double(PANGO_SCALE)))
        pango_layout_set_height(layout, Int32(-rows))
        pango_layout_set_ellipsize(layout, PANGO_ELLIPSIZE_END)
        // One line a text; what a row cannot hold is cut anyway.
        var text = String(
            String.UnicodeScalarView(words.unicodeScalars.prefix(1200).map { $0.value < 0x20 ? " " : $0 }))
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { pango_layout_set_text(layout, $0.baseAddress, Int32($0.count)) }
        }
        var (wide, high): (Int32, Int32) = (0, 0)
        pango_layout_get_size(layout, &wide, &high)
        paint(with: style.colour)
        cairo_move_to(cairo, x, y)
        pango_cairo_show_layout(cairo, layout)
        return Double(high) / Double(PANGO_SCALE)
    }

    private final class Bytes { var all: [UInt8] = [] }

    func png() throws(PaperFault) -> [UInt8] {
        let bytes = Bytes()
        let status = cairo_surface_write_to_png_stream(
            surface,
            { closure, data, length in
                guard let closure, let data else { return 1 }
                Unmanaged<Bytes>.fromOpaque(closure).takeUnretainedValue().all.append(
                    contentsOf: UnsafeBufferPointer(start: data, count: Int(length)))
                return CAIRO_STATUS_SUCCESS
            }, Unmanaged.passUnretained(bytes).toOpaque())
        guard status == CAIRO_STATUS_SUCCESS else { throw .notWritten(Int(status)) }
        return bytes.all
    }
}
