"""How far an order of forces holds: ranks under other weights, themes left out, other spacings."""
