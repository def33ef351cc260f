import Database
import Vocabulary

/// What was given to people, units and households, and what else of the past decides about awards: each read with the scope
/// of who asks, each write one operation.
public enum Honours {}
