//! Why a command has no result, in words, and the exit code that goes with it.

use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;

use onetext_case::write::{ApplyError, WriteError, needed};
use onetext_case::{OpenError, UnknownReader};

/// A command that has no result.
#[derive(Debug)]
pub(crate) enum Failure {
    /// What was asked cannot be done with this case or these files: exit code 1.
    NoResult(String),
    /// The command cannot be understood: exit code 2.
    Usage(String),
    /// Whoever reads the output has closed it: nothing to say.
    Closed,
}

impl Failure {
    /// Tells it on standard error.
    pub(crate) fn tell(self) -> ExitCode {
        let (message, code) = match self {
            Self::NoResult(message) => (message, 1),
            Self::Usage(message) => (message, 2),
            Self::Closed => return ExitCode::SUCCESS,
        };
        crate::output::complain(&format!("onetext: {message}\n"));
        ExitCode::from(code)
    }

    /// A file that cannot be read or written.
    pub(crate) fn file(path: &Path, error: &std::io::Error) -> Self {
        let path = path.display();
        Self::NoResult(match error.kind() {
            ErrorKind::NotFound => format!("there is no file {path}"),
            ErrorKind::IsADirectory => format!("{path} is a folder, not a file"),
            ErrorKind::PermissionDenied => {
                format!("{path} cannot be opened: you may not, as its permissions are")
            }
            _ => format!("{path}: {error}"),
        })
    }

    /// A file that cannot be written: where there is no such folder, it is the folder that is missing.
    pub(crate) fn written(path: &Path, error: &std::io::Error) -> Self {
        match Self::no_folder(path) {
            Some(failure) => failure,
            None => Self::file(path, error),
        }
    }

    /// Why nothing can be written at a path, where that is because of its folder.
    pub(crate) fn no_folder(path: &Path) -> Option<Self> {
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty())?;
        let shown = folder.display();
        if folder.is_dir() {
            return None;
        }
        Some(Self::NoResult(match folder.exists() {
            true => format!("{shown} is no folder, so that {} cannot be written", path.display()),
            false => {
                format!("there is no folder {shown} to write {} in: make it first", path.display())
            }
        }))
    }
}

impl From<OpenError> for Failure {
    fn from(error: OpenError) -> Self {
        Self::NoResult(error.to_string())
    }
}

impl From<UnknownReader> for Failure {
    fn from(error: UnknownReader) -> Self {
        Self::Usage(format!("--for: {error}"))
    }
}

impl From<ApplyError> for Failure {
    fn from(error: ApplyError) -> Self {
        Self::NoResult(error.to_string())
    }
}

impl From<WriteError> for Failure {
    fn from(error: WriteError) -> Self {
        match error {
            WriteError::Field { field, message } => {
                Self::Usage(format!("--{}: {message}", field.replace('_', "-")))
            }
            WriteError::Item(_) | WriteError::Refused(_) => Self::Usage(error.to_string()),
            WriteError::Missing { what, missing } => {
                let option = |field: &str| format!("--{}", field.replace('_', "-"));
                Self::Usage(format!("{what} needs {}", needed(&missing, option)))
            }
            WriteError::Io(path, error) => Self::file(&path, &error),
        }
    }
}

impl From<serde_json::Error> for Failure {
    fn from(error: serde_json::Error) -> Self {
        Self::NoResult(error.to_string())
    }
}

impl From<std::io::Error> for Failure {
    fn from(error: std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::BrokenPipe => Self::Closed,
            _ => Self::NoResult(error.to_string()),
        }
    }
}

impl From<onetext_brief::deliveries::NoParticipant> for Failure {
    fn from(error: onetext_brief::deliveries::NoParticipant) -> Self {
        Self::Usage(format!("--to: {error}"))
    }
}

impl From<onetext_brief::plan::NoPlan> for Failure {
    fn from(error: onetext_brief::plan::NoPlan) -> Self {
        match error {
            onetext_brief::plan::NoPlan::Choice(_) => Self::Usage(error.to_string()),
            _ => Self::NoResult(error.to_string()),
        }
    }
}

impl From<onetext_brief::bridge::NoBridge> for Failure {
    fn from(error: onetext_brief::bridge::NoBridge) -> Self {
        Self::NoResult(error.to_string())
    }
}

impl From<onetext_brief::word::sent::NotSent> for Failure {
    fn from(error: onetext_brief::word::sent::NotSent) -> Self {
        Self::NoResult(error.to_string())
    }
}
