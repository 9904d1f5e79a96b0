"""Jupyter's own test of kernels.

    python Tests/Jupyter/protocol.py .build/debug
"""

import sys
import unittest

import jupyter_kernel_test

import installed


class ConvbookKernelTests(jupyter_kernel_test.KernelTests):
    kernel_name = "convbook"
    language_name = "swift"
    file_extension = ".swift"
    code_hello_world = 'print("hello, world")'
    code_stderr = 'import Foundation\nFileHandle.standardError.write(Data("test\\n".utf8))'
    completion_samples = [
        {"text": "conv2", "matches": {"conv2D"}},
        {"text": "page.trac", "matches": {"trace"}},
    ]
    complete_code_samples = ["1", 'print("hello")', "func f() -> Int {\n  1\n}"]
    incomplete_code_samples = ["print(", "func f() {", 'let text = """\n  one']
    invalid_code_samples = ["}", "print(1))"]
    code_generate_error = "let wrong: Int = nothingOfThisName"
    code_execute_result = [
        {"code": "6 * 7", "result": "42"},
        {"code": "let name = \"a\"\nname + \"b\"", "result": "ab"},
    ]
    code_display_data = [
        {"code": "page.numbers(Tensor([[1, 2], [3, 4]]), \"Four\")", "mime": "text/html"},
        {
            "code": "page.plot(\"squares\", lines: [.init(\"x²\", x: [0, 1, 2], y: [0, 1, 4])],\n"
                    "  xAxis: \"x\", yAxis: \"y\")\n"
                    "//: ![A curve](squares \"Squares\")",
            "mime": "image/svg+xml",
        },
    ]
    code_inspect_sample = "conv2D"
    supported_history_operations = ("tail", "range", "search")
    code_history_pattern = "6 ?*7"

    def setUp(self):
        super().setUp()
        # Under the first output stands how the kernel runs cells.
        self.execute_helper("1")


if __name__ == "__main__":
    installed.install(sys.argv.pop(1))
    unittest.main()
