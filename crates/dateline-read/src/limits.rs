//! What an input may cost: no container, however it is made, can fill memory or run for ever.

/// Bounds on one run of the reader.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of one page: a file, a line, a record, a message, an entry of an archive once unpacked.
    pub page: u64,
    /// Containers inside containers.
    pub depth: u8,
    /// Entries of one container.
    pub entries: usize,
    /// Bytes that all compressed containers of a run may unpack to.
    pub unpacked: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Limits { page: 32 << 20, depth: 4, entries: 1_000_000, unpacked: 64 << 30 }
    }
}

/// A size for people.
pub(crate) fn size_of(bytes: u64) -> String {
    if bytes >= 1 << 20 {
        format!("{} MiB", bytes.div_ceil(1 << 20))
    } else {
        format!("{} KiB", bytes.div_ceil(1 << 10))
    }
}
