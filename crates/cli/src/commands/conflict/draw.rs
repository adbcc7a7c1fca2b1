use std::process::ExitCode;

use onetext_brief::conflict::Scene;
use onetext_brief::conflict::picture::{Drawn, picture};

use super::asked::Asked;
use crate::args::DrawArgs;
use crate::failure::Failure;
use crate::output;

pub(super) fn run(args: &DrawArgs) -> Result<ExitCode, Failure> {
    let asked = Asked::open(&args.of)?;
    let graph = asked.graph()?;
    let equilibria = asked.equilibria(&graph, args.concept.into())?;
    let from = args.from.as_deref().map(|from| asked.state(from)).transpose()?;
    let drawn = Drawn { from, improvements: args.improvements, equilibria: &equilibria };
    let svg = picture(&Scene::new(&asked.model, &graph), &drawn)
        .map_err(|why| Failure::NoResult(why.to_string()))?;
    output::file(&args.svg, &svg)?;
    Ok(ExitCode::SUCCESS)
}
