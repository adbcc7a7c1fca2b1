//! States by concepts by decision makers, as a page.

use maud::{Markup, html};
use onetext_conflict::stability::Concept;

use super::scene::Scene;
use super::solved::Solved;
use super::{concept, short};
use crate::model::Direction;
use crate::page::{self, Document, given};
use crate::points::count;

/// Layout of the page.
const CSS: &str = include_str!("table.css");

impl Solved {
    /// The table of states as an HTML document: equilibria, or with `all` every state. `picture` is drawn above it.
    pub fn html(&self, scene: &Scene<'_>, all: bool, picture: Option<&str>) -> String {
        let title = self.title.as_deref().unwrap_or("Conflict");
        let body = html! {
            main id="main" tabindex="-1" {
                h1 dir="auto" { (given(title)) }
                p { (count(self.state_count, "state")) "; " (count(self.decision_makers.len(), "decision maker")) "." }
                @if let Some(picture) = picture { figure { (maud::PreEscaped(picture)) } }
                (self.table(scene, all))
            }
        };
        page::document(&Document { title, direction: Direction::Ltr, running: title, css: CSS }, &body)
    }

    /// The table alone.
    pub(crate) fn table(&self, scene: &Scene<'_>, all: bool) -> Markup {
        let rows = self.rows(scene, all);
        let concepts: Vec<Concept> = self.equilibria.0.iter().map(|(concept, _)| *concept).collect();
        html! {
            @if rows.is_empty() { p.none { "No state is an equilibrium by any of these concepts." } }
            @else {
                p.legend {
                            "\u{25cf} stable for the decision maker"
                            @if !self.known { ", whatever is not known of preferences; \u{25cb} only under some of it" }
                            "; \u{b7} not stable. An equilibrium is stable for everybody: its cells are shaded."
                }
                div.wide {
                    table.stability {
                        thead {
                            tr {
                                th scope="col" rowspan="2" { "State" }
                                @for one in &concepts {
                                    th scope="colgroup" colspan=(self.decision_makers.len()) { abbr title=(concept(*one)) { (short(*one)) } }
                                }
                            }
                            tr { @for _ in &concepts { @for name in &self.decision_makers { th.who scope="col" { span { (given(name)) } } } } }
                        }
                        tbody {
                            @for &(position, told) in &rows {
                                @let state = scene.state(position);
                                tr {
                                    th scope="row" {
                                        (told) " "
                                        @match &state.name {
                                            Some(name) => span.what dir="auto" { (given(name)) },
                                            None if state.taken.is_empty() => span.what { "nothing taken" },
                                            None => @for option in &state.taken { span.what dir="auto" { (given(option)) } },
                                        }
                                    }
                                    @for one in &concepts {
                                        @let frame = if self.is_equilibrium(*one, told) { "equilibrium" } else { "" };
                                        @for mark in self.marks(*one, position) { td class=(frame) { (mark) } }
                                    }
                                }
                            }
                        }
                    }
                }
                @if let Some(left_out) = self.left_out(rows.len(), all) { p.none { (left_out) } }
            }
        }
    }
}
