//! The order of an exchange: who is exposed when, and whether anybody gains by stopping half-way.

mod picture;
mod terminal;

use onetext_case::View;
use onetext_plan::exchange::{
    Alternating, BestOrder, CutRow, Evaluation, Exchange, Exposure, NeededGuarantee, Order, Ordinal, Settled,
};
use onetext_record::plan::Content;
use onetext_record::plan::order::{Selection, Step, Steps};
use onetext_record::plan::package::{Held, Plan};
use onetext_record::{ParticipantId, Provision};
use serde::Serialize;

use super::{Chosen, EntryName, NoPlan, Scene, Taken};
use crate::heading::Heading;
use crate::model::Person;

/// The exchange that a plan describes, as one reader may see it on one date.
#[derive(Debug, Clone, Serialize)]
pub struct ExchangeOrder {
    /// Of which case it is, who reads it, and as of when.
    #[serde(flatten)]
    pub heading: Heading,
    /// The options that are taken.
    pub package: Vec<Taken>,
    /// The parties between which it is.
    pub parties: Vec<Person>,
    /// Its steps, in the order of the plan.
    pub steps: Vec<StepName>,
    /// Pairs of steps of which the first must be done before the second.
    pub before: Vec<(String, String)>,
    /// Who stated what steps are worth; none: nobody did, and what follows of values is absent.
    pub valued_by: Vec<Person>,
    /// Values that were stated more than once: the range that covers all statements is used.
    pub stated_twice: Vec<StatedTwice>,
    /// Duties that are no step: the text does not say who is bound, or no party is.
    pub without_actor: Vec<EntryName>,
    /// Duties and batches that are left out, since nobody stated what they are worth while somebody did of others.
    pub without_value: Vec<EntryName>,
    /// Entries that are left out, since they hold with some option of the text that is not taken yet.
    pub undecided: Vec<EntryName>,
    /// Duties and batches that are left out, since they wait for each other in a circle.
    pub in_circles: Vec<EntryName>,
    /// What the plan says of who gives before whom, whatever else is left open: needs no values.
    pub settled: Settled,
    /// Its entries as listed, as far as what comes before what allows; the order of the plan, where it sets one.
    pub planned: Order,
    /// Who has given what before receiving what in it; `None` where the plan leaves it open who gives first, so that how entries are
    /// listed says nothing.
    pub ordinal: Option<Ordinal>,
    /// The order in which giving alternates as far as it can: a criterion of counting alone.
    pub alternating: Alternating,
    /// What the order of the plan comes to, where somebody stated values.
    pub as_planned: Option<Valued>,
    /// The order whose largest temptation to stop is smallest.
    pub best: Option<Best>,
    /// What cutting steps into smaller pieces, given in turn, does to the largest temptation; where that was asked.
    pub cut: Vec<CutRow>,
    /// Steps that were cut for that.
    pub cut_steps: Vec<String>,
}

/// A step by its name.
#[derive(Debug, Clone, Serialize)]
pub struct StepName {
    /// As orders name it: the entry's id, with the half of a batch, and who does it where several do.
    pub name: String,
    /// The entry.
    pub entry: EntryName,
    /// `gives` or `returns`, of a batch.
    pub half: Option<String>,
    /// Who does it.
    pub actor: Person,
    /// How many persons or things.
    pub units: u64,
}

/// A value that was stated more than once.
#[derive(Debug, Clone, Serialize)]
pub struct StatedTwice {
    /// The step.
    pub step: String,
    /// To whom it is worth that.
    pub to: Person,
}

/// An order with what it comes to.
#[derive(Debug, Clone, Serialize)]
pub struct Valued {
    /// Point by point.
    pub evaluation: Evaluation,
    /// How large a guarantee would make it enforce itself.
    pub guarantee: NeededGuarantee,
    /// Who has given how much beyond what it has received, after each move.
    pub exposure: Vec<Exposure>,
}

/// The best order.
#[derive(Debug, Clone, Serialize)]
pub struct Best {
    /// The order, and why none is better.
    #[serde(flatten)]
    pub found: BestOrder,
    /// How large a guarantee would make it enforce itself.
    pub guarantee: NeededGuarantee,
    /// Who has given how much beyond what it has received, after each move.
    pub exposure: Vec<Exposure>,
}

/// What is asked of an order.
#[derive(Debug, Clone, Default)]
pub struct Question<'a> {
    /// Options that are taken in the text.
    pub chosen: &'a Chosen,
    /// Which steps are looked at, and by whose values.
    pub selection: Selection,
    /// Into how many pieces steps are cut, at most.
    pub pieces: Option<u32>,
}

impl ExchangeOrder {
    /// The exchange of a view's plan between its parties.
    ///
    /// # Errors
    /// The view has no plan, its plan has no step of a party, or steps wait for each other.
    pub fn new(view: &View, question: &Question<'_>) -> Result<Self, NoPlan> {
        let now = view.now();
        let scene = Scene::new(view, &now, question.chosen)?;
        // Entries of options that exclude each other are never added up.
        let (plan, undecided) = scene.entries.decided(&scene.package);
        if let Some(missing) = question.selection.entries.iter().find(|id| plan.get(id).is_none()) {
            let message =
                format!("there is no entry \u{201c}{missing}\u{201d} in the plan as this reader may see it");
            return Err(NoPlan::NotThere(message));
        }
        let parties: Vec<ParticipantId> = view.parties().map(|party| party.id.clone()).collect();
        let steps = Steps::new(&plan, &parties, &question.selection);
        if steps.steps.is_empty() {
            let message = match steps.in_circles.is_empty() {
                true => "no entry of the plan is a step of a party: no duty that binds one, and no batch",
                false => {
                    "all steps of parties wait for each other in a circle, and no order has them; see: onetext plan check"
                }
            };
            return Err(NoPlan::NotThere(message.to_owned()));
        }
        let exchange =
            Exchange::new(steps.terms.clone()).map_err(|error| NoPlan::NotThere(error.to_string()))?;
        let planned = exchange.as_listed();
        let settled = exchange.settled();
        let has_values = steps.has_values();
        let as_planned = has_values.then(|| {
            let evaluation = exchange.evaluate(&planned);
            let (guarantee, exposure) = (evaluation.needed_guarantee(), evaluation.exposure_curve());
            Valued { evaluation, guarantee, exposure }
        });
        let best = has_values.then(|| {
            let found = exchange.best_order();
            let (guarantee, exposure) =
                (found.evaluation.needed_guarantee(), found.evaluation.exposure_curve());
            Best { found, guarantee, exposure }
        });
        let can_be_cut: Vec<String> = match question.pieces {
            Some(_) if has_values => exchange.can_be_cut().into_iter().map(str::to_owned).collect(),
            _ => Vec::new(),
        };
        let cut = match question.pieces.filter(|_| !can_be_cut.is_empty()) {
            Some(pieces) => exchange
                .cut_table(&can_be_cut, pieces)
                .map_err(|error| NoPlan::NotThere(format!("the exchange cannot be cut so: {error}")))?,
            None => Vec::new(),
        };
        let names = |entries: &[&'_ Provision]| -> Vec<EntryName> {
            entries.iter().filter_map(|entry| plan.get(&entry.id)).map(|held| scene.entry(held)).collect()
        };
        Ok(Self {
            heading: Heading::of(view),
            package: scene.taken(),
            parties: scene.say.people(&parties),
            steps: steps.steps.iter().map(|step| name(&scene, &plan, step)).collect(),
            before: steps.terms.before.clone(),
            valued_by: scene.say.people(&steps.valued_by),
            stated_twice: steps
                .stated_twice
                .iter()
                .map(|(step, to)| StatedTwice { step: step.clone(), to: scene.say.person(to) })
                .collect(),
            without_actor: names(&steps.without_actor),
            without_value: names(&steps.without_value),
            undecided: undecided.iter().filter(|held| is_step(held)).map(|held| scene.entry(held)).collect(),
            in_circles: names(&steps.in_circles),
            ordinal: settled.is_one_order().then(|| exchange.ordinal(&planned)),
            settled,
            alternating: exchange.alternating_order(),
            planned,
            as_planned,
            best,
            cut,
            cut_steps: can_be_cut,
        })
    }

    /// A step by the name that orders give it.
    fn step(&self, name: &str) -> Option<&StepName> {
        self.steps.iter().find(|step| step.name == name)
    }

    /// A party by its id.
    fn party<'a>(&'a self, id: &'a str) -> &'a str {
        self.parties.iter().find(|party| party.id == id).map_or(id, |party| &party.name)
    }
}

/// Whether an entry can be a step of an exchange, or states what one is worth.
fn is_step(held: &Held<'_>) -> bool {
    matches!(held.provision.content, Content::Obligation(_) | Content::Batch(_))
}

fn name<'v>(scene: &Scene<'v>, plan: &Plan<'_, 'v>, step: &Step<'v>) -> StepName {
    StepName {
        name: step.name.clone(),
        entry: scene.name(plan, step.provision),
        half: step.half.map(|half| half.to_string()),
        actor: scene.say.person(&step.actor),
        units: step.units,
    }
}
