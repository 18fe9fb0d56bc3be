"""What follows from the facts of a design: rates, sizes, latency, cost, with derivations."""
