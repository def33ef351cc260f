/// The directory of an OLE compound file (Word and Excel 97–2003, and packages with a password): names and first bytes of
/// its streams, no more than is needed to tell what it is.
struct CompoundFile {
    private(set) var streams: [String: (start: UInt32, size: Int)] = [:]
    private let bytes: [UInt8]
    private let sectorSize: Int

    /// nil where the directory cannot be followed.
    init?(_ bytes: [UInt8]) {
        guard bytes.count >= 1536 else { return nil }
        func word(_ at: Int) -> UInt32 {
            guard at >= 0, at + 4 <= bytes.count else { return .max }
            return UInt32(bytes[at]) | UInt32(bytes[at + 1]) << 8 | UInt32(bytes[at + 2]) << 16 | UInt32(bytes[at + 3])
                << 24
        }
        let shift = Int(bytes[30])
        guard shift == 9 || shift == 12 else { return nil }
        let size = 1 << shift
        /// The sector after one: the table of sectors is itself in sectors, the first 109 of which the header names.
        func next(_ sector: UInt32) -> UInt32 {
            let perTable = size / 4
            let table = Int(sector) / perTable
            guard table < 109 else { return .max }
            let place = word(76 + table * 4)
            guard place < 0xFFFF_FFF0 else { return .max }
            return word((Int(place) + 1) << shift + (Int(sector) % perTable) * 4)
        }
        (self.bytes, sectorSize) = (bytes, size)
        var sector = word(48)
        for _ in 0..<256 {
            let start = (Int(sector) + 1) * size
            guard sector < 0xFFFF_FFF0, start + size <= bytes.count else { break }
            for entry in stride(from: start, to: start + size, by: 128) {
                let length = Int(bytes[entry + 64]) | Int(bytes[entry + 65]) << 8
                guard (2...64).contains(length), bytes[entry + 66] != 0 else { continue }
                let units = stride(from: entry, to: entry + length - 2, by: 2).map {
                    UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8
                }
                streams[String(decoding: units, as: UTF16.self)] = (word(entry + 116), Int(word(entry + 120)))
            }
            sector = next(sector)
        }
        if streams.isEmpty { return nil }
    }

    /// First bytes of a stream that has sectors of its own.
    func head(of name: String, count: Int) -> [UInt8]? {
        guard let stream = streams[name], stream.size >= 4096, stream.start < 0xFFFF_FFF0 else { return nil }
        let start = (Int(stream.start) + 1) * sectorSize
        return start + count <= bytes.count ? Array(bytes[start..<(start + count)]) : nil
    }
}
