use std::process::ExitCode;

use onetext_brief::disclosure::Effect;
use onetext_case::Case;
use onetext_case::view::sighting::Sort;
use onetext_case::write::{Given, record};
use onetext_record::{Kind, Reader, When};
use rayon::prelude::*;
use serde::Serialize;

use crate::args::DiscloseArgs;
use crate::failure::Failure;
use crate::output;

pub(crate) fn run(args: &DiscloseArgs) -> Result<ExitCode, Failure> {
    super::team_only(&args.view)?;
    let case = super::open(&args.case)?;
    let on = super::read_at(&case, args.on);
    let given = given(&case, args, on)?;
    let as_of = args.view.as_of.unwrap_or_else(|| later(&case, super::read_at(&case, None), on));
    let effects = effects(&case, &given, as_of, args.brief)?;
    if args.view.json {
        #[derive(Serialize)]
        struct Told<'a> {
            item: &'a str,
            readers: &'a [Effect],
        }
        output::json(&Told { item: &args.item, readers: &effects })?;
    } else {
        output::paper(|paper| {
            effects.iter().for_each(|effect| effect.write(paper));
            paper.blank();
        })?;
    }
    if args.dry_run {
        output::complain("nothing was written: this was a dry run\n");
        return Ok(ExitCode::SUCCESS);
    }
    if args.by.is_empty() {
        let message = "say who discloses it: --by WHO; to see only what it would show: --dry-run";
        return Err(Failure::Usage(message.to_owned()));
    }
    super::write(&args.case, false, |case| record(case, Kind::Disclose, &given, on))
}

/// The act of disclosure, as fields of the record.
fn given(case: &Case, args: &DiscloseArgs, on: When) -> Result<Vec<Given>, Failure> {
    let sorts = case.sorts_of(&args.item);
    let field = match (sorts.contains(&Sort::Act), sorts.contains(&Sort::Draft)) {
        (true, true) => {
            let message = format!(
                "\u{201c}{}\u{201d} is both an act and a draft; record which: onetext record {} disclose --answers {0}, or --draft {0}",
                args.item,
                args.case.display()
            );
            return Err(Failure::NoResult(message));
        }
        (true, false) => "answers",
        (false, true) => "draft",
        (false, false) if sorts.is_empty() => return Err(super::no_item(&args.item)),
        (false, false) => {
            let also = if sorts.iter().any(|sort| sort.is_of_the_conflict()) {
                ", and only to readers whom `analysis` in case.toml names"
            } else {
                ""
            };
            let sorts: Vec<&str> = sorts.iter().map(|sort| sort.as_words()).collect();
            let message = format!(
                "only acts and drafts are disclosed; \u{201c}{}\u{201d} is of another sort ({}): widen its `audience` where it stands in the files of the case. That has no date: it is then seen from the day on which the record learnt of it{also}",
                args.item,
                sorts.join(", ")
            );
            return Err(Failure::NoResult(message));
        }
    };
    let people = case.readers();
    let is_person = |name: &String| {
        people.iter().any(|reader| matches!(reader, Reader::Participant(id) if id.as_str() == name))
    };
    let (to, sets): (Vec<String>, Vec<String>) = args.to.iter().cloned().partition(is_person);
    let lists = [
        (field, vec![args.item.clone()]),
        ("by", args.by.clone()),
        ("to", to),
        ("to_audience", sets),
        ("audience", args.audience.clone()),
        ("on", vec![on.to_string()]),
    ];
    let given = lists.into_iter().filter(|(_, values)| !values.is_empty());
    Ok(given.map(|(field, values)| Given { field: field.to_owned(), values }).collect())
}

/// The one of two dates that ends later.
fn later(case: &Case, one: When, other: When) -> When {
    let zone = &case.about().zone;
    if other.ends(zone) > one.ends(zone) { other } else { one }
}

/// What each reader whom it reaches would newly be shown. Who is reached as one of many, and sees it already, is left out.
fn effects(case: &Case, given: &[Given], as_of: When, brief: bool) -> Result<Vec<Effect>, Failure> {
    let act = onetext_case::write::supposed(case, Kind::Disclose, given)?;
    let named = act.to.clone();
    let reached = case.reached_by(&act);
    let after = case.supposing(act);
    let team = case.view(&Reader::Team, as_of)?;
    let of_reader = |reader: &Reader| {
        let (old, new) = rayon::join(|| case.view(reader, as_of), || after.view(reader, as_of));
        Ok(Effect::between(&old?, &new?, &team, brief))
    };
    let effects: Result<Vec<Effect>, Failure> = reached.par_iter().map(of_reader).collect();
    let mut effects = effects?;
    effects.retain(|effect| {
        matches!(&effect.reader, Reader::Participant(id) if named.contains(id)) || !effect.same
    });
    Ok(effects)
}
