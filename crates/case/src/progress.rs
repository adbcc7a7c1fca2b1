//! How long work tells whoever waits for it where it stands.

/// Hears of the progress of long work. Methods may be called from several threads at once.
pub trait Progress: Sync {
    /// Work of `total` steps begins, described in a few words ("reading drafts").
    fn begin(&self, what: &str, total: usize);
    /// One step is done.
    fn step(&self);
    /// The work is done.
    fn end(&self);
}

/// Listens to nothing.
#[derive(Debug, Clone, Copy, Default)]
pub struct Silent;

impl Progress for Silent {
    fn begin(&self, _: &str, _: usize) {}
    fn step(&self) {}
    fn end(&self) {}
}
