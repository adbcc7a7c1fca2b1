mod literal;
mod random;
mod why;
