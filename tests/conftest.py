"""What holds for every test."""

from hypothesis import Phase, settings

# how long an example takes says something of the machine and nothing of the program
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")
# the same few examples for each mutant, and none made smaller: that one fails is enough
settings.register_profile(
    "mutation",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=15,
    phases=[Phase.explicit, Phase.generate],
)
