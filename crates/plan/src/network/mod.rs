//! Temporal networks: what must come how long after what.
