"""Views: what each reader may see, as values in which everything else is already gone."""
