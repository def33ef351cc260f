import Vocabulary

/// A file that cannot be read as a plan, and why. Equal when file and reason are.
public struct PaperRefusal: Explained, Equatable {
    public enum Reason: Equatable, Sendable {
        case missing
        case folder
        case unreadable
        case empty
        case tooLarge(bytes: Int, limit: Int)
        case encrypted
        case damaged(PaperDocument.Format)
        /// A package that unpacks to far more than it should.
        case bomb
        /// XML with a DOCTYPE: office programs never write one.
        case declaresEntities
        case scanned(pages: Int, canRecognise: Bool)
        case image(String)
        /// The extension promises one kind, the content is another that cannot be read in its place.
        case otherKind(extension: String, actually: String)
        /// A kind of file that is known and not read, or nil where even the kind is unknown.
        case unknown(String?)
        case tooLong(limit: Int)
        case noText
        /// A text in an encoding that could not be told.
        case encoding
        case missingTool(String, package: String)
        case tookTooLong
    }

    /// Name of the file as its user knows it.
    public let file: String
    public let reason: Reason

    public init(file: String, reason: Reason) { (self.file, self.reason) = (file, reason) }
}
