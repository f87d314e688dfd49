"""Reviews: what inspectors make of a return, each alone and then agreed."""
