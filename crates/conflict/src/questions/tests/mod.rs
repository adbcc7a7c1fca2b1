mod literal;
mod paths;
mod random;
mod why;
