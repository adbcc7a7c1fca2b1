//! Worked plans: for each check a defect that it finds, and what comes near and is none.
