//! One small scenario in every format.

#![allow(dead_code, unreachable_pub, reason = "each test uses some of it")]

/// The domain in XML of GENIUS.
pub const DOMAIN: &str = r#"<negotiation_template>
<utility_space number_of_issues="2">
<objective index="0" name="Kitchen" type="objective">
<issue index="1" name="Stove" type="discrete">
<item index="1" value="gas"/>
<item index="2" value="wood"/>
</issue>
<issue index="2" name="Seats" type="integer" lowerbound="2" upperbound="6"/>
</objective>
</utility_space>
</negotiation_template>
"#;

/// A profile in XML of GENIUS.
pub const PROFILE: &str = r#"<utility_space>
<objective index="0" name="Kitchen" type="objective">
<issue index="1" name="Stove" type="discrete">
<item index="1" value="gas" evaluation="2"/>
<item index="2" value="wood" evaluation="8"/>
</issue>
<issue index="2" name="Seats" type="integer" lowerbound="2" upperbound="6">
<evaluator ftype="linear" slope="0.25" offset="0"/>
</issue>
<weight index="1" value="0.5"/>
<weight index="2" value="0.5"/>
</objective>
<discount_factor value="0.9"/>
<reservation value="0.3"/>
</utility_space>
"#;

/// A profile in JSON of NegoLog.
pub const NEGOLOG: &str = r#"{
 "reservationValue": 0.25,
 "issueWeights": {"Stove": 0.75, "Seats": 0.25},
 "issues": {
  "Stove": {"gas": 0.5, "wood": 1.0},
  "Seats": {"few": 1, "many": 0}
 }
}"#;

/// A profile with its domain in JSON of GeniusWeb.
pub const GENIUSWEB: &str = r#"{"LinearAdditiveUtilitySpace": {
 "name": "ana",
 "domain": {"name": "Kitchen", "issuesValues": {
  "Stove": {"values": ["gas", "wood"]},
  "Seats": {"range": [2, 6, 2]},
  "Price": {"range": ["0.1", "0.3", "0.1"]}}},
 "issueUtilities": {
  "Stove": {"discreteutils": {"valueUtilities": {"gas": 0.2, "wood": 1}}},
  "Seats": {"NumberValueSetUtilities": {"lowValue": 2, "lowUtility": 0, "highValue": 6, "highUtility": 1}},
  "Price": {"numberutils": {"lowValue": 0.1, "lowUtility": 1, "highValue": 0.3, "highUtility": 0}}},
 "issueWeights": {"Stove": 0.5, "Seats": 0.25, "Price": 0.25},
 "reservationBid": {"issuevalues": {"Stove": "gas", "Seats": 4, "Price": "0.1"}}
}}"#;

/// The domain in YAML of NegMAS.
pub const NEGMAS_DOMAIN: &str = "name: Kitchen
type: DiscreteCartesianOutcomeSpace
issues:
- {name: Stove, type: CategoricalIssue, values: [gas, wood]}
- name: Seats
  type: ContiguousIssue
  values: [2, 4]
- name: Price
  type: DiscreteCardinalIssue
  values: [10, 20]
";

/// A profile in YAML of NegMAS.
pub const NEGMAS: &str = "name: ana
reserved_value: -.inf
type: LinearAdditiveUtilityFunction
values:
- type: TableFun
  mapping: {gas: 0.5, wood: 2.0}
- type: TableFun
  mapping: {2: 0.0, 3: 0.5, 4: 1.0}
- {type: AffineFun, slope: -0.1, bias: 2.0}
weights: [1.0, 0.5, 0.25]
bias: 0.125
";

/// The whole in the project's own format.
pub const OWN: &str = r#"name = "Kitchen"

[[issue]]
name = "Stove"
options = ["gas", "wood"]

[[issue]]
name = "Seats"
from = 2
to = 6

[[rule]]
never_together = { Stove = "wood", Seats = [5, 6] }

[[rule]]
if = { Seats = 6 }
needs = { Stove = "gas" }

[[party]]
name = "Ana"
reservation = 0.25
discount = 0.9

[party.wishes.Stove]
weight = 0.5
worth = { gas = 0.25, wood = 1.0 }

[party.wishes.Seats]
weight = 0.5
line = { from = 2, at_from = 0.0, slope = 0.25 }

[[party]]
name = "Bo"
otherwise = 0.1

[[party.outcome]]
choose = { Stove = "gas", Seats = 4 }
worth = 0.75
"#;
