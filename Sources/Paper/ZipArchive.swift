import CZip
import Glibc

/// A zip package, checked before anything in it is unpacked.
final class ZipArchive {
    private let archive: OpaquePointer
    private let indexes: [String: (index: UInt64, size: Int)]
    private let source: SourceFile

    /// Refuses a package that is broken, has a password, or claims to unpack past the limits.
    init(_ source: SourceFile, format: PaperDocument.Format) throws(PaperRefusal) {
        var code: Int32 = 0
        guard let opened = zip_open(source.path, ZIP_RDONLY, &code) else { throw source.refusal(.damaged(format)) }
        var refused: PaperRefusal.Reason?
        var found: [String: (index: UInt64, size: Int)] = [:]
        let count = zip_get_num_entries(opened, 0)
        if count > source.limits.entries { refused = .bomb }
        var total = 0
        for index in 0..<UInt64(max(0, min(count, Int64(source.limits.entries)))) {
            var entry = zip_stat_t()
            guard zip_stat_index(opened, index, 0, &entry) == 0, let name = entry.name else { continue }
            let path = String(cString: name).replacing("\\", with: "/").lowercased()
            let isXML = path.hasSuffix(".xml") || path.hasSuffix(".rels")
            let (size, packed) = (Int(clamping: entry.size), Int(clamping: entry.comp_size))
            (total, _) = total.addingReportingOverflow(size)
            if total < 0 || total > source.limits.unpackedBytes { refused = refused ?? .bomb }
            if isXML, size > source.limits.partBytes || (size > 1 << 20 && size / max(1, packed) > source.limits.ratio)
            {
                refused = refused ?? .bomb
            }
            if entry.encryption_method != UInt16(ZIP_EM_NONE) { refused = refused ?? .encrypted }
            found[path] = (index, size)
        }
        if let refused {
            zip_discard(opened)
            throw source.refusal(refused)
        }
        (archive, indexes, self.source) = (opened, found, source)
    }

    deinit { zip_discard(archive) }

    var names: Dictionary<String, (index: UInt64, size: Int)>.Keys { indexes.keys }

    func has(_ name: String) -> Bool { indexes[name.lowercased()] != nil }

    /// Unpacks one XML part into the handler. Returns false where the package has no such part.
    @discardableResult
    func parse(_ name: String, into handler: any XMLHandler, format: PaperDocument.Format) throws(PaperRefusal) -> Bool
    {
        let scanner = XMLScanner(handler)
        return try stream(name, format: format) { bytes, isLast throws(XMLFault) in
            try scanner.feed(bytes, isLast: isLast)
            return true
        }
    }

    /// Hands over one part piece by piece, until the body has had enough. Returns false where there is no such part.
    func stream(
        _ name: String, format: PaperDocument.Format, _ body: (ArraySlice<UInt8>, Bool) throws(XMLFault) -> Bool
    ) throws(PaperRefusal) -> Bool {
        guard let entry = indexes[name.lowercased()] else { return false }
        guard let file = zip_fopen_index(archive, entry.index, 0) else { throw source.refusal(.damaged(format)) }
        defer { zip_fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        var total = 0
        do throws(XMLFault) {
            while true {
                let count = Int(zip_fread(file, &buffer, UInt64(buffer.count)))
                if count < 0 { throw .malformed }
                total += count
                // The sizes in the directory may lie.
                if total > source.limits.partBytes { throw .tooMuch }
                if try !body(buffer[..<count], count == 0) || count == 0 { return true }
            }
        } catch {
            switch error {
            case .malformed: throw source.refusal(.damaged(format))
            case .doctype: throw source.refusal(.declaresEntities)
            case .tooMuch: throw source.refusal(.bomb)
            case .full:
                throw source.refusal(.tooLong(limit: format == .xlsx ? source.limits.cells : source.limits.lines))
            }
        }
    }
}
