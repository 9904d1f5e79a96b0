#!/usr/bin/env python3
"""Grades one student's repository with Convbook and writes result.json.

Classroom 50 runs it in the student's checkout, from its own bundle, which no student can edit;
the workflow of `convbook classroom github` runs it from Convbook's checkout. It needs Swift, git,
libpng and libjpeg, and nothing beyond Python's own library.

result.json: https://github.com/foundation50/classroom50/wiki/Advanced-Autograding
"""

import datetime
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

REPOSITORY = os.environ.get("CONVBOOK_REPOSITORY", "@REPOSITORY@")
REVISION = os.environ.get("CONVBOOK_REVISION", "@REVISION@")
EXERCISES = os.environ.get("CONVBOOK_EXERCISES", "@EXERCISES@")
SEED = os.environ.get("CONVBOOK_SEED", "@SEED@")


def run(*command, **options):
    print("$", *command, flush=True)
    return subprocess.run(command, check=True, **options)


def libraries():
    """libpng and libjpeg, which a container with nothing but Swift lacks."""
    if sys.platform == "linux" and not Path("/usr/include/png.h").exists():
        run("apt-get", "update")
        run("apt-get", "install", "-y", "--no-install-recommends", "libpng-dev", "libjpeg-dev")


def convbook():
    """The program, built from the pinned revision unless CONVBOOK_HOME has it."""
    home = os.environ.get("CONVBOOK_HOME")
    folder = Path(home) if home else Path(tempfile.gettempdir()) / f"convbook-{REVISION}"
    if not folder.exists():
        run("git", "clone", "--quiet", REPOSITORY, str(folder))
        run("git", "-C", str(folder), "checkout", "--quiet", REVISION)
    program = folder / ".build/debug/convbook"
    if not program.exists():
        libraries()
        for product in ["convbook", "LessonLibrary"]:
            run("swift", "build", "--product", product, cwd=folder)
    return program


def grade(program, submission):
    with tempfile.TemporaryDirectory() as work:
        run(str(program), "grade", str(submission), "--one-student", "--output", work + "/grades",
            "--seed", SEED, "--exercise", EXERCISES,
            env={**os.environ, "CONVBOOK_SKIP_BUILD": "1"})
        return json.loads(Path(work, "grades/gradescope/student/results.json").read_text())


def commit_time(submission):
    """When the graded commit was made: the same at each grading, which no file's date is."""
    # In a container the checkout belongs to another user, which git would refuse to read.
    command = ["git", "-c", "safe.directory=*", "-C", str(submission)]
    seconds = subprocess.run(command + ["show", "-s", "--format=%ct", "HEAD"],
                             capture_output=True, text=True, check=True).stdout
    moment = datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc)
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


def result(results, submission):
    env = os.environ
    address = "{}/{}".format(env.get("GITHUB_SERVER_URL", "https://github.com"),
                             env.get("GITHUB_REPOSITORY", ""))
    commit = env.get("COMMIT_URL") or f"{address}/commit/{env.get('GITHUB_SHA', '')}"
    tests = [{"test-name": test["name"], "passed": test["status"] == "passed",
              "score": int(test["score"]), "max-score": int(test["max_score"])}
             for test in results["tests"]]
    return {
        "schema": "classroom50/result/v1",
        "classroom": env.get("CLASSROOM") or env.get("GITHUB_REPOSITORY_OWNER", ""),
        "assignment": env.get("ASSIGNMENT") or env.get("GITHUB_REPOSITORY", "").split("/")[-1],
        "submission": env.get("SUBMISSION_TAG") or env.get("GITHUB_SHA", ""),
        "commit": commit,
        "release": env.get("RELEASE_URL") or commit,
        "review": env.get("REVIEW_URL") or commit,
        "datetime": commit_time(submission),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }


def summary(results):
    lines = ["| | test | |", "|---|---|---|"]
    for test in results["tests"]:
        words = test["output"].split("\n")[0].replace("|", "\\|")
        mark = "✓" if test["status"] == "passed" else "✗"
        lines.append(f"| {mark} | {test['name']} | {words} |")
    return "\n".join(lines) + "\n"


def main():
    submission = Path.cwd()
    results = grade(convbook(), submission)
    own = result(results, submission)
    Path("result.json").write_text(json.dumps(own, ensure_ascii=False, indent=2) + "\n")
    if os.environ.get("GITHUB_STEP_SUMMARY"):
        with open(os.environ["GITHUB_STEP_SUMMARY"], "a") as file:
            file.write(summary(results))
    print(f"{own['score']} of {own['max-score']} points")
    # Classroom 50 wants 0 whatever the score; a workflow of one's own shows whether all is right.
    return 1 if "--all-must-pass" in sys.argv and own["score"] < own["max-score"] else 0


if __name__ == "__main__":
    sys.exit(main())
