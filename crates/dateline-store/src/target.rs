//! The place where a dossier is to stand: looked at before the work begins, held while it lasts, taken in one step at its end.
//!
//! In: the path that the user named. Out: a [`Target`], whose lock keeps a second build out, and a file beside it to write to, which takes
//! the place of the former dossier when it is whole. Whatever happens before that leaves the former dossier as it was.

use std::fs::{self, File, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::{Path, PathBuf};

use crate::error::{Error, Kind};

/// A place to write a dossier to, held until it is dropped.
pub struct Target {
    /// As the user named it, for messages.
    named: PathBuf,
    /// Where the file is: links are followed, so that a link stays one.
    place: PathBuf,
    /// Whether a dossier stands there.
    former: bool,
    lock: File,
    lock_path: PathBuf,
}

impl Target {
    /// Takes hold of a place. `waiting` is told who holds it, when somebody else does; then this waits.
    ///
    /// # Errors
    /// When something other than a dossier stands there, a newer Dateline wrote it, it is damaged, or its folder cannot be written to.
    pub fn open(path: &Path, waiting: &dyn Fn(&str)) -> Result<Target, Error> {
        let place = resolve(path)?;
        look(path, &place)?;
        let lock_path = beside(&place, "lock");
        let lock = hold(&lock_path, waiting).map_err(Error::unwritable(path))?;
        // Somebody may have been at work here while this waited.
        let former = look(path, &place)?;
        let target = Target { named: path.into(), place, former, lock, lock_path };
        target.sweep();
        Ok(target)
    }

    /// Whether a dossier stands there.
    pub fn is_dossier(&self) -> bool {
        self.former
    }

    /// As the user named it.
    pub fn path(&self) -> &Path {
        &self.named
    }

    /// The file to write to: nothing, to begin with.
    pub(crate) fn partial(&self) -> Result<PathBuf, Error> {
        let partial = beside(&self.place, "partial");
        remove(&partial).map_err(Error::unwritable(&self.named))?;
        // Whoever may read the former dossier, may read this one.
        let file =
            File::options().write(true).create_new(true).open(&partial).map_err(Error::unwritable(&self.named))?;
        if let Ok(meta) = fs::metadata(&self.place) {
            file.set_permissions(meta.permissions()).map_err(Error::unwritable(&self.named))?;
        }
        Ok(partial)
    }

    /// Puts the partial file, which is whole now, in its place.
    pub(crate) fn finish(&self, partial: &Path) -> Result<(), Error> {
        let io = Error::unwritable(&self.named);
        File::open(partial).and_then(|f| f.sync_all()).map_err(&io)?;
        // What was put there in the meantime by somebody else is not taken away.
        look(&self.named, &self.place)?;
        fs::rename(partial, &self.place).map_err(&io)?;
        // The name has to outlive a loss of power, too; a folder that cannot be opened is synced by its system.
        if let Some(folder) = self.place.parent().and_then(|f| File::open(f).ok()) {
            let _ = folder.sync_all();
        }
        Ok(())
    }

    /// Removes what killed builds left. The lock is held, so none of it is in use; a number in the name is a process of an older version.
    fn sweep(&self) {
        let (Some(folder), Some(name)) = (self.place.parent(), self.place.file_name()) else { return };
        let start = format!(".{}.", name.to_string_lossy());
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let file = entry.file_name().to_string_lossy().into_owned();
            let rest = file.strip_prefix(&start);
            let old = |rest: &str| rest.strip_suffix(".partial").is_some_and(|n| n.bytes().all(|b| b.is_ascii_digit()));
            if rest.is_some_and(|r| matches!(r, "partial" | "partial-journal") || old(r)) {
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

impl Drop for Target {
    fn drop(&mut self) {
        let _ = remove(&beside(&self.place, "partial"));
        // Removed while it is held: who waits for it sees that its name is gone and takes a new one.
        let _ = fs::remove_file(&self.lock_path);
        let _ = self.lock.unlock();
    }
}

/// The real place of a path, whether or not a file stands there yet.
fn resolve(path: &Path) -> Result<PathBuf, Error> {
    match fs::canonicalize(path) {
        Ok(place) => Ok(place),
        Err(_) if path.is_symlink() => Err(Error::new(path, Kind::NotATarget("is a link to nothing"))),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            let Some(name) = path.file_name() else { return Err(Error::new(path, Kind::NotATarget("is a folder"))) };
            let folder = path.parent().filter(|p| !p.as_os_str().is_empty()).unwrap_or(Path::new("."));
            let folder = fs::canonicalize(folder).map_err(|_| Error::new(path, Kind::NoFolder))?;
            Ok(folder.join(name))
        }
        Err(e) => Err(Error::unwritable(path)(e)),
    }
}

/// Looks at what stands in a place: whether it is a dossier (else nothing does).
fn look(path: &Path, place: &Path) -> Result<bool, Error> {
    match fs::metadata(place) {
        Ok(meta) if meta.is_dir() => Err(Error::new(path, Kind::NotATarget("is a folder"))),
        Ok(meta) if !meta.is_file() => Err(Error::new(path, Kind::NotATarget("is not a regular file"))),
        // As `mktemp` makes them.
        Ok(meta) if meta.len() == 0 => Ok(false),
        Ok(_) => crate::load::open(place).map(|_| true).map_err(|e| e.at(path)),
        Err(e) if e.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(e) => Err(Error::unwritable(path)(e)),
    }
}

/// A hidden file beside the place.
fn beside(place: &Path, what: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(place.file_name().unwrap_or_default());
    name.push(format!(".{what}"));
    place.with_file_name(name)
}

/// Takes a lock that the system gives back when a process ends, however it ends.
fn hold(path: &Path, waiting: &dyn Fn(&str)) -> io::Result<File> {
    loop {
        let mut file = File::options().read(true).write(true).create(true).truncate(false).open(path)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                file.read_to_string(&mut holder)?;
                waiting(holder.trim());
                file.lock()?;
            }
            // A system without locks: the file is written beside its place all the same, so the worst is work done twice.
            Err(TryLockError::Error(e)) if e.kind() == io::ErrorKind::Unsupported => {}
            Err(TryLockError::Error(e)) => return Err(e),
        }
        if same(&file, path) {
            file.set_len(0)?;
            file.rewind()?;
            file.write_all(format!("process {}\n", std::process::id()).as_bytes())?;
            return Ok(file);
        }
        // Who held it has removed it: this is the lock of nobody.
    }
}

/// Whether an open file is the one that has this name.
#[cfg(unix)]
fn same(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let id = |m: fs::Metadata| (m.dev(), m.ino());
    file.metadata().map(id).ok() == fs::metadata(path).map(id).ok()
}

/// An open file cannot lose its name there.
#[cfg(not(unix))]
fn same(_: &File, path: &Path) -> bool {
    path.exists()
}

fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(e),
        _ => Ok(()),
    }
}
