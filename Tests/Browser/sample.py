"""What a check looks at of much that is alike: a sample, or all with CONVBOOK_CHECK_ALL=1.

The sample is drawn by the commit, so that the same commit is always checked the same way and each
new one looks elsewhere. CONVBOOK_SAMPLE=7 draws another.
"""

import os
import random
import subprocess

CHECKS_ALL = os.environ.get("CONVBOOK_CHECK_ALL") == "1"


def seed():
    """By what samples are drawn: CONVBOOK_SAMPLE, else the commit, else nothing."""
    if given := os.environ.get("CONVBOOK_SAMPLE"):
        return given
    commit = subprocess.run(["git", "-C", os.path.dirname(os.path.abspath(__file__)),
                             "rev-parse", "HEAD"], capture_output=True, text=True)
    return commit.stdout.strip()


def drawn(members, count, salt=""):
    """So many of the members, in their order, or all of them; others by another salt."""
    members = list(members)
    if CHECKS_ALL or count >= len(members):
        return members
    places = random.Random(seed() + salt).sample(range(len(members)), count)
    return [members[place] for place in sorted(places)]


def dealt(settings, members, count):
    """For each member so many of the settings, or all: all settings come equally often."""
    order = list(settings)
    if CHECKS_ALL or count >= len(order):
        return [order for _ in members]
    random.Random(seed()).shuffle(order)
    return [[order[(place * count + step) % len(order)] for step in range(count)]
            for place, _ in enumerate(members)]
