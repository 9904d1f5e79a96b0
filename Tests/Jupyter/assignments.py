"""Grades students' notebooks with nbgrader, and holds points and feedback to what they answered.

    python Tests/Jupyter/assignments.py .build/debug [--exercises 9,27]

An exercise that is drawn by the commit. Students answer it rightly, not at all, with a function
that does not come to an end, with what does not compile, and with points of their own.
"""

import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

import nbformat
from nbgrader.api import Gradebook

import installed

PROJECT = pathlib.Path(__file__).resolve().parents[2]
sys.path.append(str(PROJECT / "Tests/Browser"))
from sample import drawn

POINTS = 10


class Assignment:
    """An exercise in the folder of a course."""

    def __init__(self, lesson, course):
        self.name = f"exercise-{lesson:02}"
        self.course = course
        self.starter = next(
            PROJECT.glob(f"Lessons/{lesson:02}-*/Exercise/Exercise.swift")).read_text()
        self.protocol = re.search(r"struct Answer: (\w+)", self.starter).group(1)
        self.functions = re.findall(r"func (\w+)", self.starter)
        solution = (PROJECT / "Tests/ExerciseTests/Solutions"
                    / f"{self.protocol.removesuffix('Exercise')}Solution.swift").read_text()
        self.right = re.sub(
            rf"struct \w+: {self.protocol} {{",
            f"@main\nstruct Answer: {self.protocol}, Attempt {{", solution)

    def run(self, *arguments):
        """Lets nbgrader do something with it."""
        # It starts programs that are beside it.
        path = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])
        done = subprocess.run(
            [sys.executable, "-m", "nbgrader", *arguments, self.name], cwd=self.course,
            env={**os.environ, "PATH": path}, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"nbgrader {' '.join(arguments)} {self.name}: {done.stderr[-2000:]}")

    def submit(self, student, answer=None, check=None):
        """Hands a notebook in; what a student does not write is as it was released."""
        path = f"{self.name}/{self.name}.ipynb"
        notebook = nbformat.read(self.course / "release" / path, as_version=4)
        for cell in notebook.cells:
            kind = cell.metadata.nbgrader.grade_id
            cell.source = {"answer": answer, "check": check}.get(kind) or cell.source
        own = self.course / "submitted" / student / path
        own.parent.mkdir(parents=True)
        nbformat.write(notebook, own)

    def graded(self):
        """The points of the students, and the feedback that they get."""
        with Gradebook(f"sqlite:///{self.course}/gradebook.db") as book:
            points = {submission.student.id: submission.score
                      for submission in book.assignment_submissions(self.name)}
        return {student: (score, (self.course / "feedback" / student / self.name
                                  / f"{self.name}.html").read_text())
                for student, score in points.items()}


def complaints(assignment):
    """What is not graded as it was answered."""
    first, rest = assignment.functions[0], len(assignment.functions) - 1
    endless = re.sub(
        rf"(func {first}\b.*?{{\n)", r"\1    while true { }\n", assignment.right, flags=re.DOTALL)
    # The answer, the last cell, the points, and what the feedback tells.
    students = {
        "right": (assignment.right, None, POINTS, "✓"),
        "unfinished": (None, None, 0, "still to be written"),
        "endless": (endless, None, round(POINTS * rest / (rest + 1), 2), "did not come to an end"),
        "compiles-not": (assignment.right + "\nlet x = y\n", None, 0, "Cell.swift:"),
        "own-points": (None, f"{POINTS}.0", 0, "still to be written"),
    }
    assignment.run("generate_assignment")
    released = (assignment.course / "release" / assignment.name
                / f"{assignment.name}.ipynb").read_text()
    if "SOLUTION" in released or "throw Unfinished()" not in released:
        yield "what is released is not the task"
    for student, (answer, check, _, _) in students.items():
        assignment.submit(student, answer, check)
    assignment.run("autograde")
    assignment.run("generate_feedback")
    graded = assignment.graded()
    for student, (_, _, points, words) in students.items():
        score, feedback = graded.get(student, (None, ""))
        if score != points:
            yield f"{student} gets {score} points instead of {points}"
        if words not in feedback:
            yield f"the feedback of {student} does not tell “{words}”"
        for folder in (str(PROJECT), str(assignment.course.parent)):
            if folder in feedback:
                yield f"the feedback of {student} tells of {folder}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("programs")
    parser.add_argument("--exercises", type=lambda text: [int(part) for part in text.split(",")])
    arguments = parser.parse_args()
    convbook = os.path.abspath(installed.install(arguments.programs))
    every = [int(path.parts[-3][:2])
             for path in sorted(PROJECT.glob("Lessons/*/Exercise/Exercise.swift"))]
    chosen = arguments.exercises or drawn(every, 1, "assignments")
    bad = 0
    with tempfile.TemporaryDirectory(prefix="convbook-course-") as folder:
        # The files of the kernel, too, so that feedback that tells of them is found.
        os.environ["TMPDIR"] = folder
        for lesson in chosen:
            course = pathlib.Path(folder) / f"course-{lesson}"
            subprocess.run(
                [convbook, "classroom", "nbgrader", str(lesson), "-o", course, "--points",
                 str(POINTS)], check=True, stdout=subprocess.DEVNULL)
            found = list(complaints(Assignment(lesson, course)))
            bad += len(found)
            for words in found:
                print(f"exercise {lesson}: {words}")
            print(f"exercise {lesson}: {'differs' if found else 'graded as it is answered'}",
                  flush=True)
    sys.exit(1 if bad else 0)


if __name__ == "__main__":
    main()
