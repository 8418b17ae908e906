"""Word classes, clauses and phrases, as far as attributions need them."""
