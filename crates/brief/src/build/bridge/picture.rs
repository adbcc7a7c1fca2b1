//! What a picture of packages shows.

use onetext_case::View;
use onetext_case::bargain::{Undecided, Wishes};
use onetext_record::DraftId;

use crate::bridge::{Bridge, Drawn, NoBridge, NoPicture, PackagePicture};
use crate::model::Person;

/// How many packages can be told apart in a picture.
const DRAWN: usize = 60;

impl PackagePicture {
    /// The picture of [`Bridge::with_picture`] alone.
    ///
    /// # Errors
    /// As there.
    pub fn new(
        view: &View,
        draft: Option<&DraftId>,
        top: usize,
    ) -> Result<Result<Self, NoPicture>, NoBridge> {
        Ok(Bridge::with_picture(view, draft, top)?.1)
    }

    /// What the first packages listed can be worth to two parties: those of which something is known on that, by positions or
    /// assessments that the reader may see.
    pub(super) fn of(
        view: &View,
        bridge: &Bridge,
        undecided: &Undecided,
        wishes: &Wishes,
    ) -> Result<Self, NoPicture> {
        let sides: Vec<usize> =
            (0..undecided.sides.len()).filter(|side| wishes.bounds_worth(*side)).collect();
        let person = |side: usize| {
            let id = &undecided.sides[side];
            Person { id: id.to_string(), name: view.name(id).to_owned() }
        };
        let [across, up] = match sides.as_slice() {
            [] => return Err(NoPicture::Nobody),
            [one] => return Err(NoPicture::One(person(*one).name)),
            [one, other] => [*one, *other],
            several => {
                let names: Vec<String> = several.iter().map(|side| person(*side).name).collect();
                return Err(NoPicture::Several(names.join(", ")));
            }
        };
        let listed: Vec<_> = bridge.packages.iter().chain(&bridge.crossing).take(DRAWN).collect();
        if listed.is_empty() {
            return Err(NoPicture::NoPackage);
        }
        let places: Vec<Vec<u32>> = listed.iter().map(|package| super::wishes::places(package)).collect();
        let worth = |side| {
            let space = undecided.space.as_ref()?;
            wishes.worth(space, side, &places)
        };
        let (one, other) =
            (worth(across).ok_or(NoPicture::NotSettled)?, worth(up).ok_or(NoPicture::NotSettled)?);
        let drawn = listed.iter().zip(one).zip(other).map(|((package, one), other)| Drawn {
            number: package.number,
            worth: [one, other],
            is_dominated: package.dominated.as_ref().is_some_and(|by| !by.surely_by.is_empty()),
            crosses: !package.crosses.is_empty(),
        });
        Ok(Self { parties: [person(across), person(up)], packages: drawn.collect() })
    }
}
