//! What each finding says, in plain words.

use onetext_record::ledger::{Flag, Status};
use onetext_record::plan::check::{
    Actor, Deadlined, Finding, Hold, Keeps, NeverBegins, NotAgreed, Open, Overlap, Sum, Uncovered, Undefined,
    Wait, What, Why,
};
use onetext_record::plan::exchange::Giving;
use onetext_record::plan::standing::Words;
use onetext_record::plan::{Check, Point};
use onetext_record::{ParticipantId, ProvisionId};

use super::Telling;
use crate::line::Line;

/// The kind of a finding in words.
pub(super) fn kind(check: Check) -> &'static str {
    match check {
        Check::Stale => "words changed or not known",
        Check::UndefinedEvent => "undefined event",
        Check::UndefinedActor => "nobody named",
        Check::NoDeadline => "no deadline",
        Check::NoVerifier => "no verifier",
        Check::CircularWaiting => "circular waiting",
        Check::Unreachable => "out of reach",
        Check::OneSidedGate => "gate that one side can keep shut",
        Check::ImpossibleBranch => "impossible with some options",
        Check::DutyAndProhibition => "commanded and forbidden",
        Check::NoConsequence => "no consequence",
        Check::NoDisputeRoute => "no dispute route",
        Check::NoExtension => "no rule for going on",
        Check::DatesConflict => "dates that cannot all hold",
        Check::NotControllable => "times that others decide",
        Check::ListAfterUse => "list after its use",
        Check::SumsDiffer => "sums that do not add up",
        Check::NotAccepted => "clause not accepted",
    }
}

/// Why a kind of finding matters.
pub(super) fn why(check: Check) -> &'static str {
    match check {
        Check::Stale => "the text may by now provide something else than the entry says.",
        Check::UndefinedEvent => "what counts from it never begins to count, and anybody can say so.",
        Check::UndefinedActor => {
            "where nobody is named, nobody is bound, and each side can point to another."
        }
        Check::NoDeadline => "without a date nothing is ever late, and what waits for it may wait for ever.",
        Check::NoVerifier => {
            "two accounts of whether it was done can then stand against each other, and nobody can tell."
        }
        Check::CircularWaiting => "everybody can keep to the text, and none of it happens.",
        Check::Unreachable => "what is due in the phase, and all that comes after it, never falls due.",
        Check::OneSidedGate => "one side can end the exchange here and leave none of its obligations undone.",
        Check::ImpossibleBranch => {
            "where the text is closed with these options, this cannot be carried out as written."
        }
        Check::DutyAndProhibition => "whatever is done or left undone, somebody can allege a breach.",
        Check::NoConsequence => "if it is not done, the text gives nobody anything to do about it.",
        Check::NoDisputeRoute => {
            "where accounts differ, nothing says who settles it, in which order and by when."
        }
        Check::NoExtension => {
            "if the gate is still shut when the phase ends, the text does not say what holds the next day."
        }
        Check::DatesConflict => "some of these times cannot be kept, whatever everybody does.",
        Check::NotControllable => "those who are bound can be late although they did all they could.",
        Check::ListAfterUse => {
            "what needs the list can fall due while the list is not there, and nobody is late with it."
        }
        Check::SumsDiffer => {
            "each side can count as it likes, and it shows with the last ones to be exchanged."
        }
        Check::NotAccepted => "whoever is to do it has not agreed to these words.",
    }
}

/// What would mend a finding.
pub(super) fn mend(what: &What) -> &'static str {
    match what {
        What::Stale(Words::Unknown) => {
            "put the exact words of both drafts on record, or confirm the entry in the words that stand."
        }
        What::Stale(Words::Gone) => {
            "read the text as it is now: tie the entry to the clause that says it, or take it out."
        }
        What::Stale(_) => "read the clause as it stands, then confirm the entry or write it anew.",
        What::UndefinedEvent(Undefined::NoMoment(_)) => {
            "count from an event, an obligation, a list, a batch or a phase."
        }
        What::UndefinedEvent(Undefined::End { .. }) => {
            "say how long the phase lasts, or which phase follows it."
        }
        What::UndefinedEvent(Undefined::Event { .. }) => {
            "say whose act it is, what it comes after, or on which date it is."
        }
        What::UndefinedActor(Actor::Debtor) => "name who is bound.",
        What::UndefinedActor(Actor::Holder) => "name who has the power.",
        What::UndefinedActor(Actor::Proposer) => "name who puts the list forward.",
        What::UndefinedActor(Actor::Vetting) => "name who may object.",
        What::UndefinedActor(Actor::Step(_)) => "name who acts in that step.",
        What::NoDeadline(Open::NotThere(..)) => {
            "count it from something that is there with every option, or give it another deadline there."
        }
        What::NoDeadline(Open::Unsaid(Deadlined::Gate)) => {
            "say by when the gate is to open, or by when each thing that it needs is due."
        }
        What::NoDeadline(Open::Unsaid(Deadlined::List)) => "say by when the list is to be delivered.",
        What::NoDeadline(Open::Unsaid(_)) => {
            "give a date, a time counted from an event, or a phase with a length."
        }
        What::NoVerifier => "name who establishes it, and by what.",
        What::CircularWaiting(_) => {
            "let one of them be due without waiting, or two of them at the same moment."
        }
        What::Unreachable(NeverBegins::Unsaid) => {
            "say what begins it: a gate, a date, or the phase that it follows."
        }
        What::Unreachable(NeverBegins::Undefined(_)) => {
            "say what brings about the last of these, or take it out of the gate."
        }
        What::Unreachable(NeverBegins::Circle(_)) => "break the circle, or take it out of the gate.",
        What::Unreachable(NeverBegins::NotThere(_)) => {
            "give the phase a gate that is there with every option."
        }
        What::OneSidedGate(_) => {
            "say what follows where the gate stays shut, or oblige the side to it, with a deadline and a consequence."
        }
        What::ImpossibleBranch(_) => {
            "tie it to the same option, or to something that is there with every option."
        }
        What::DutyAndProhibition { .. } => "write the one as an exception to the other, or part their times.",
        What::NoConsequence => "say what follows, or give the other side a power.",
        What::NoDisputeRoute(Uncovered::NoSteps(_)) => {
            "name the steps of the route, who acts in each, and how long each has."
        }
        What::NoDisputeRoute(_) => {
            "add a dispute clause that covers it, with whom to call and who decides by when."
        }
        What::NoExtension { .. } => {
            "say under which rule the phase goes on, or what follows where the gate is not open at its end."
        }
        What::DatesConflict(_) => "give one of these more time, or let it count from something else.",
        What::NotControllable(_) => {
            "give what depends on others more time, agree with them on less, or count from when they are done."
        }
        What::ListAfterUse { .. } => {
            "let the list, with the time for objections, be due before what uses it."
        }
        What::SumsDiffer(_) => "agree on one figure, and write it wherever it stands.",
        What::NotAccepted(_) => "see that they hold the text, and ask them on these exact words.",
    }
}

impl Telling<'_, '_> {
    /// What is so, and the steps of it where it is a chain.
    pub(super) fn said(&self, finding: &Finding) -> (Line, Vec<Line>) {
        let alone = |line: Line| (line, Vec::new());
        match &finding.what {
            What::Stale(words) => alone(Line::from(match words {
                Words::Gone => "the words that it was read from lead to no clause of the text as it is now",
                Words::Unknown => {
                    "whether its words are still the same cannot be told: the exact words of one of the drafts are not on record"
                }
                _ => "its words have changed since it was read from them, and nobody has confirmed it",
            })),
            What::UndefinedEvent(undefined) => alone(self.undefined(undefined)),
            What::UndefinedActor(actor) => alone(match actor {
                Actor::Debtor => Line::from("the text does not say who is bound"),
                Actor::Holder => Line::from("the text does not say who has this power"),
                Actor::Proposer => Line::from("the text does not say who puts the list forward"),
                Actor::Vetting => Line::from("the text does not say who may object to the list"),
                Actor::Step(number) => {
                    Line::from(format!("the text does not say who acts in step {number}").as_str())
                }
            }),
            What::NoDeadline(open) => alone(match open {
                Open::Unsaid(Deadlined::Gate) => {
                    Line::from("the text does not say by when its gate is to open")
                }
                Open::Unsaid(Deadlined::List) => {
                    Line::from("the text does not say by when it is to be delivered")
                }
                Open::Unsaid(_) => Line::from("the text does not say by when"),
                Open::NotThere(_, point) => Line::from("its deadline counts from ")
                    .line(&self.point(point))
                    .text(", which is not there"),
            }),
            What::NoVerifier => alone(Line::from("nobody is named who establishes whether it was done")),
            What::CircularWaiting(waits) => {
                let line = match waits.len() {
                    1 => Line::from("it waits for itself"),
                    _ => Line::from("these wait for each other"),
                };
                (line, waits.iter().map(|wait| self.wait(wait)).collect())
            }
            What::Unreachable(never) => self.never(never),
            What::OneSidedGate(keeps) => (
                Line::from("its gate waits for acts of one side that nothing obliges it to"),
                self.keeps(keeps),
            ),
            What::ImpossibleBranch(needs) => {
                alone(Line::from("it needs ").quoted(self.title(needs)).text(", which is not there"))
            }
            What::DutyAndProhibition { debtor, overlap } => {
                let ban = finding.entries.get(1).map_or("", |id| self.title(id));
                let line = self.foremost(finding).text(" and the prohibition ").quoted(ban).text(" bind ");
                alone(line.line(&self.names(debtor)).text(match overlap {
                    Overlap::Whole => " to the same conduct at any time at which it can be done",
                    Overlap::NotParted => " to the same conduct, and nothing parts all of their times",
                }))
            }
            What::NoConsequence => {
                alone(Line::from("the text does not say what follows where it is not done"))
            }
            What::NoDisputeRoute(uncovered) => alone(match uncovered {
                Uncovered::NoneAtAll => Line::from("the plan has no dispute clause with a step"),
                Uncovered::NotThis => Line::from("no dispute clause covers it"),
                Uncovered::NoSteps(id) => Line::from("the dispute clause that covers it, ")
                    .quoted(self.title(id))
                    .text(", names no step"),
            }),
            What::NoExtension { later } => {
                let next = finding.entries.get(1).map_or("", |id| self.title(id));
                let line = Line::from("it may end before ")
                    .line(&self.point(later))
                    .text(", for which the gate of ");
                alone(line.quoted(next).text(" waits, and no rule says that it goes on"))
            }
            What::DatesConflict(clash) => {
                let line = Line::from("these times cannot all hold");
                let line = match clash.short_by {
                    Some(short) => line.text("; they fall short by ").text(&self.times.length(short)),
                    None => line,
                };
                (line, clash.told.iter().map(|told| self.times.claim(told).words.text(".")).collect())
            }
            What::NotControllable(clash) => {
                let line =
                    Line::from("these times hold only if others take the right time for what they decide");
                (line, clash.told.iter().map(|told| self.times.claim(told).words.text(".")).collect())
            }
            What::ListAfterUse { by_vetting } => {
                let used = finding.entries.get(1).map_or("", |id| self.title(id));
                let line = self.foremost(finding).text(" can come after ").quoted(used);
                let line = line.text(" is due, which uses it");
                alone(if *by_vetting { line.text(", once the time for objections has run") } else { line })
            }
            What::SumsDiffer(sum) => alone(self.sum(sum)),
            What::NotAccepted(open) => (
                Line::from("it binds somebody who has not accepted its words as they stand"),
                self.not_agreed(open),
            ),
        }
    }

    /// The entry that a finding is foremost about.
    fn foremost(&self, finding: &Finding) -> Line {
        Line::new().quoted(finding.entries.first().map_or("", |id| self.title(id)))
    }

    /// Which sides can keep a gate shut, and by what: those that can by the same together.
    fn keeps(&self, keeps: &[Keeps]) -> Vec<Line> {
        let mut told: Vec<(Vec<ParticipantId>, Acts<'_>)> = Vec::new();
        for one in keeps {
            match told.iter_mut().find(|(_, by)| *by == one.by.as_slice()) {
                Some((sides, _)) => sides.push(one.side.clone()),
                None => told.push((vec![one.side.clone()], &one.by)),
            }
        }
        let line = |(sides, by): &(Vec<ParticipantId>, Acts<'_>)| {
            let line = match sides.as_slice() {
                [_] => self.names(sides).text(" alone can keep it shut: "),
                _ => Line::from("Each of ").line(&self.names(sides)).text(" alone can keep it shut: "),
            };
            let acts = by.iter().enumerate().fold(line, |line, (at, (id, hold))| {
                line.text(if at == 0 { "" } else { "; " }).quoted(self.title(id)).text(held_back(*hold))
            });
            acts.text(".")
        };
        told.iter().map(line).collect()
    }

    fn undefined(&self, undefined: &Undefined) -> Line {
        let (line, counted_by) = match undefined {
            Undefined::Event { counted_by } => (Line::from("nothing says what brings it about"), counted_by),
            Undefined::End { counted_by } => (Line::from("nothing says when it ends"), counted_by),
            Undefined::NoMoment(point) => {
                let line = Line::from("it counts from ").line(&self.point(point));
                return line.text(", which is nothing that happens at a time");
            }
        };
        match counted_by.as_slice() {
            [] => line,
            [only] => line.text("; ").quoted(self.title(only)).text(" counts from it"),
            [first, rest @ ..] => {
                let others =
                    if rest.len() == 1 { "1 other".to_owned() } else { format!("{} others", rest.len()) };
                line.text("; ").quoted(self.title(first)).text(" and ").text(&others).text(" count from it")
            }
        }
    }

    /// A point of the plan by its title.
    fn point(&self, point: &Point) -> Line {
        let line = Line::new().quoted(self.title(&point.of));
        if point.end { Line::from("the end of ").line(&line) } else { line }
    }

    fn names(&self, people: &[ParticipantId]) -> Line {
        self.scene.say.names(people)
    }

    /// Who waits for what, as a sentence.
    fn wait(&self, wait: &Wait) -> Line {
        let line = Line::new();
        let (who, on) = (self.point(&wait.who), self.point(&wait.on));
        match wait.why {
            Why::Needs => line.line(&who).text(" cannot happen before ").line(&on),
            Why::Antecedent => line.line(&who).text(" is not owed before ").line(&on),
            Why::Gate => line.text("the gate of ").line(&who).text(" waits for ").line(&on),
            Why::Follows => line.line(&who).text(" begins after ").line(&on),
            Why::InPhase => line.line(&who).text(" is due in the phase ").line(&on),
            Why::After => line.line(&who).text(" comes after ").line(&on),
            Why::Uses => line.line(&who).text(" needs the list ").line(&on),
            Why::NotBefore => line.line(&who).text(" may not come before a time that counts from ").line(&on),
            Why::Takes => line.line(&who).text(" takes a time that counts from ").line(&on),
            Why::Lasts => line.line(&who).text(" counts from the beginning of ").line(&on),
            Why::EndsWith => line.line(&who).text(" comes when ").line(&on).text(" begins"),
            Why::Due => line.text("the deadline of ").line(&who).text(" counts from ").line(&on),
        }
        .text(".")
    }

    fn never(&self, never: &NeverBegins) -> (Line, Vec<Line>) {
        let chain = |points: &[Point], end: &str| {
            let waits = points.iter().enumerate().map(|(at, point)| {
                let line = match at {
                    0 => Line::from("It waits for ").line(&self.point(point)),
                    _ => Line::from("which waits for ").line(&self.point(point)),
                };
                if at + 1 == points.len() { line.text(end) } else { line.text(",") }
            });
            waits.collect()
        };
        match never {
            NeverBegins::Unsaid => (Line::from("nothing says when it begins"), Vec::new()),
            NeverBegins::Undefined(points) => (
                Line::from("nothing can bring its beginning about"),
                chain(points, ", which nothing brings about."),
            ),
            NeverBegins::Circle(points) => (
                Line::from("its beginning waits for itself"),
                chain(points, ", which waits for itself in a circle."),
            ),
            NeverBegins::NotThere(id) => {
                (Line::from("it needs ").quoted(self.title(id)).text(", which is not there"), Vec::new())
            }
        }
    }

    fn not_agreed(&self, open: &[NotAgreed]) -> Vec<Line> {
        let one = |one: &NotAgreed| {
            let draft = onetext_record::texts::Texts::current(self.scene.view.texts());
            let place = draft.and_then(|draft| self.scene.say.place(draft, one.clause));
            let label = place.map_or_else(String::new, |place| place.label);
            let line = self.names(std::slice::from_ref(&one.party)).text(", ").given(&label).text(": ");
            line.text(agreed(one.status, one.flag)).text(".")
        };
        open.iter().map(one).collect()
    }

    fn sum(&self, sum: &Sum) -> Line {
        let of = |id: &ProvisionId| Line::new().quoted(self.title(id));
        let number = |number: &dyn std::fmt::Display| number.to_string();
        let half = |half: &Giving| if *half == Giving::Gives { "given" } else { "returned" };
        match sum {
            Sum::Totals { gives, returns } => Line::from("its totals, ")
                .text(&number(gives))
                .text(" for ")
                .text(&number(returns))
                .text(", are not in its ratio"),
            Sum::Batches { half: side, sum, total } => Line::from("its batches sum up to ")
                .text(&number(sum))
                .text(" ")
                .text(half(side))
                .text(", the key says ")
                .text(&number(total)),
            Sum::Ratio { key, gives, returns, due } => {
                let line =
                    Line::from("it returns ").text(&number(returns)).text(" for ").text(&number(gives));
                let line = line.text(" under ").line(&of(key));
                match due {
                    Some(due) => line.text(", whose ratio gives ").text(&number(due)),
                    None => line.text(", whose ratio gives no whole number for it"),
                }
            }
            Sum::NotWhole { key, gives } => Line::from("for the ")
                .text(&number(gives))
                .text(" that it gives, the ratio of ")
                .line(&of(key))
                .text(" gives no whole number in return"),
            Sum::NoKey(id) => Line::from("it counts under ").line(&of(id)).text(", which is no key"),
            Sum::Persons { persons, number: named } => Line::from("it has ")
                .text(&number(persons))
                .text(" persons and is to name ")
                .text(&number(named)),
            Sum::Category { category, persons, total } => Line::from("lists under it have ")
                .text(&number(persons))
                .text(" persons of ")
                .quoted(category)
                .text(", the key says ")
                .text(&number(total)),
            Sum::NoCategory { category, key } => Line::from("it has persons of ")
                .quoted(category)
                .text(", a category on neither side of ")
                .line(&of(key)),
            Sum::Number { number: named, gives, returns, of_uses } => {
                let line = Line::from("it is to name ").text(&number(named));
                let line =
                    line.text(if *of_uses { "; what uses it exchanges " } else { "; its key exchanges " });
                line.text(&number(gives)).text(" for ").text(&number(returns))
            }
        }
    }
}

/// Entries with how each can be withheld.
type Acts<'a> = &'a [(ProvisionId, Hold)];

/// How an act can be withheld, after its title.
fn held_back(hold: Hold) -> &'static str {
    match hold {
        Hold::Event => " needs its act",
        Hold::NoDeadline => " is to be done by it without a deadline",
        Hold::NoConsequence => " is to be done by it, and nothing follows where it is not",
        Hold::Proposes => " is put forward by it without a deadline",
        Hold::Vets => " can be objected to by it for as long as it likes",
    }
}

/// Where a debtor stands that has not accepted a clause as it is.
fn agreed(status: Status, flag: Option<Flag>) -> &'static str {
    match (flag, status) {
        (Some(Flag::Stale), _) => "accepted other words, which have changed since",
        (Some(Flag::Expired), _) => "accepted it for a time that has ended",
        (Some(Flag::Denied), _) => "denies having accepted it",
        (Some(_), _) => "accepted it on a condition that does not stand",
        (None, Status::Rejected) => "rejected it",
        (None, Status::Withdrawn) => "took its word back",
        (None, Status::NotDelivered) => "holds no text with these words",
        (None, Status::NotAsked) => "was not asked",
        (None, Status::Unanswered) => "was asked and has not answered",
        (None, _) => "answered without consent or refusal",
    }
}
