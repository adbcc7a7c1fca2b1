//! The order of an exchange: who gives what before receiving what.
