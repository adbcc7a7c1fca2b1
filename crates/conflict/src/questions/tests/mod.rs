mod inverse;
mod literal;
mod mediator;
mod paths;
mod random;
mod sensitivity;
mod whatever;
mod why;
