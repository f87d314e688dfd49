"""Forces side by side: ranks, groups, funnels, and the spread of many."""
