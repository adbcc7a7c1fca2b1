mod inverse;
mod literal;
mod paths;
mod random;
mod whatever;
mod why;
