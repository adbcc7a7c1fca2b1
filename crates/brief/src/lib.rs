//! What a person reads, made from a view of a case: the mediator's brief and the smaller listings.
//!
//! **What lives here.** The brief as data ([`model`]), how it comes from a view (`build`), and how it looks: [`html`] and
//! [`terminal`]; [`word`] sets the page of [`html`] as a Word document; JSON is the model itself. [`page`] and [`paper`] are
//! what every page and every terminal listing is made with, [`line`](mod@line) keeps what comes from a case apart in its
//! direction of writing.
//!
//! **The path of data.** [`View`](onetext_case::View) → [`Brief::new`] → [`html::render`], [`terminal::render`] or
//! `serde_json`. A rendering sees the model and nothing else, so that all of them say the same.
//!
//! **Never here.** A case, a folder or a file: only views. Rules of the record (who has consented, what is in force): those
//! are functions of `onetext_record`. Output to a terminal or file: functions here return text.

pub mod bargain;
pub mod bridge;
mod build;
pub mod chronology;
pub mod clean;
pub mod compare;
pub mod conflict;
pub mod deliveries;
pub mod disclosure;
mod drawing;
pub mod heading;
pub mod html;
pub mod import;
pub mod leak;
pub mod line;
pub mod mandates;
pub mod marks;
pub mod may_say;
pub mod model;
pub mod network;
pub mod novelty;
pub mod packages;
pub mod page;
pub mod paper;
pub mod parity;
pub mod plan;
pub mod points;
pub mod promises;
pub mod search;
pub mod standing;
pub mod status;
pub mod terminal;
pub mod whatif;
pub mod who;
pub mod word;
mod wording;

pub use build::Options;
pub use model::Brief;
