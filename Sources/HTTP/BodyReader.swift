/// Takes the body of one request as it arrives and ends with a `Request`.
struct BodyReader {
    private enum Kind {
        case bytes
        case urlencoded
        case multipart(MultipartReader)
    }

    private let head: RequestHead
    private let limits: Limits
    /// How many bytes are admitted.
    let limit: Int
    private var kind: Kind
    private var received = 0
    private var body: [UInt8] = []

    private var form = Parameters()
    private var fieldBytes = 0
    private var field: (name: String, text: [UInt8])?
    private var file: UploadFile?
    private var uploads: [Upload] = []
    /// Every file made, finished or not.
    private(set) var files: [String] = []

    /// - Parameters:
    ///   - maxBody: what `route` admits. Bodies that are held in memory stay within `Limits.bodyBytes` all the same.
    ///   - length: what the client announces; nil when it sends chunks.
    init(head: RequestHead, maxBody: Int?, length: Int?, limits: Limits) {
        (self.head, self.limits) = (head, limits)
        let admitted = maxBody ?? limits.bodyBytes
        let contentType = head.headers["content-type"].map(HeaderParameters.init)
        if let boundary = contentType.flatMap(MultipartReader.boundary) {
            limit = min(admitted, limits.uploadBytes)
            kind = .multipart(MultipartReader(boundary: boundary))
        } else {
            limit = min(admitted, limits.bodyBytes)
            kind = contentType?.value == "application/x-www-form-urlencoded" ? .urlencoded : .bytes
            body.reserveCapacity(min(length ?? 0, limit, 64 * 1024))
        }
    }

    /// Takes the next bytes.
    /// - Throws: `.bodyTooLarge`, `.malformed`, `.tooManyFields`, `.uploadNotStored`.
    mutating func take(_ bytes: UnsafeRawBufferPointer) throws(RequestRefusal) {
        received += bytes.count
        guard received <= limit else { throw .bodyTooLarge(limit: limit) }
        guard case .multipart(var reader) = kind else {
            body.append(contentsOf: bytes)
            return
        }
        kind = .bytes
        try reader.take(bytes) { (event) throws(RequestRefusal) in try self.note(event) }
        kind = .multipart(reader)
    }

    /// The request with its body, once all has arrived.
    mutating func finish() throws(RequestRefusal) -> Request {
        switch kind {
        case .bytes:
            return Request(head: head, body: body)
        case .urlencoded:
            form = try Parameters(parsing: body[...], atMost: limits.fieldCount)
            return Request(head: head, form: form, body: body)
        case .multipart(let reader):
            try reader.finish()
            return Request(head: head, form: form, uploads: uploads)
        }
    }

    private mutating func note(_ event: MultipartReader.Event) throws(RequestRefusal) {
        switch event {
        case .begin(let part):
            try begin(part)
        case .data(let bytes):
            if let file {
                try file.append(bytes)
            } else if field != nil {
                fieldBytes += bytes.count
                guard fieldBytes <= limits.bodyBytes else { throw .bodyTooLarge(limit: limits.bodyBytes) }
                field?.text += bytes
            }
        case .end:
            if let file {
                uploads.append(file.finish())
                self.file = nil
            } else if let field {
                guard let text = String(validating: field.text, as: UTF8.self), !text.utf8.contains(0) else {
                    throw .malformed("form field is not UTF-8")
                }
                form.append(field.name, text)
                self.field = nil
            }
        }
    }

    private mutating func begin(_ part: MultipartReader.Part) throws(RequestRefusal) {
        switch part.filename {
        case nil:
            guard form.count < limits.fieldCount else { throw .tooManyFields(limit: limits.fieldCount) }
            field = (part.name, [])
        case "":
            // The browser sends this for a file field left empty; its content, if any, is dropped.
            return
        default:
            guard files.count < limits.fileCount else { throw .tooManyFields(limit: limits.fileCount) }
            let opened = try UploadFile(part, in: limits.uploadFolder)
            files.append(opened.location)
            file = opened
        }
    }
}

extension Request {
    /// Reads a whole body as the server would, for tests without a socket.
    /// - Returns: the request, and the files made for its uploads, which the caller removes.
    /// - Throws: what the server would refuse.
    public static func reading(
        _ body: [UInt8], head: RequestHead, limits: Limits = Limits()
    ) throws(RequestRefusal) -> (Request, files: [String]) {
        var reader = BodyReader(head: head, maxBody: limits.uploadBytes, length: body.count, limits: limits)
        var refused: RequestRefusal?
        body.withUnsafeBytes { bytes in
            do throws(RequestRefusal) { try reader.take(bytes) } catch { refused = error }
        }
        do throws(RequestRefusal) {
            if let refused { throw refused }
            return (try reader.finish(), reader.files)
        } catch {
            for file in reader.files { UploadFile.remove(file) }
            throw error
        }
    }
}
