import Formatting
import Testing

@testable import Notebooks

@Suite struct MarkdownTests {
  @Test(arguments: [
    ("plain", "<p>plain</p>"),
    ("two\nlines", "<p>two\nlines</p>"),
    ("one\n\ntwo", "<p>one</p>\n<p>two</p>"),
    ("## A *b*", "<h2 id=\"a-b\">A <em>b</em></h2>"),
    ("**bold** and `a < b`", "<p><strong>bold</strong> and <code>a &lt; b</code></p>"),
    ("3 * 4 * 5", "<p>3 * 4 * 5</p>"),
    ("a \\* b", "<p>a * b</p>"),
    ("- one\n- two\n  more", "<ul>\n<li>one</li>\n<li>two\nmore</li>\n</ul>"),
    ("1. one\n2. two", "<ol>\n<li>one</li>\n<li>two</li>\n</ol>"),
    ("> said", "<blockquote><p>said</p></blockquote>"),
    ("```\na < b\n```", "<pre><code>a &lt; b</code></pre>"),
    ("[here](https://x.org/?a=1&b=2)", "<p><a href=\"https://x.org/?a=1&amp;b=2\">here</a></p>"),
    ("#hash", "<p>#hash</p>"),
    ("1.5 is no list", "<p>1.5 is no list</p>"),
  ])
  func becomesHTML(markdown: String, html: String) {
    #expect(Markdown(text: markdown).html == html)
  }

  @Test func tables() {
    let html = Markdown(text: "| a | b |\n|---|---|\n| 1 | 2 |").html
    #expect(html.contains("<thead>\n<tr><th>a </th><th>b</th></tr>"))
    #expect(html.contains("<tr><td>1 </td><td>2</td></tr>"))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "`<img src=x onerror=alert(1)>`", "**<b>**",
    "[x](javascript:alert(1))", "[x](\"onclick=\"alert(1))", "# <i>", "| <u> |", "> <s>",
    "- <a href=x>", "[a](data:text/html,<script>)",
  ])
  func nothingInATextBecomesMarkup(text: String) {
    let html = Markdown(text: text).html
    for tag in ["<script", "<img", "<b>", "<i>", "<u>", "<s>", "<a href=x", "javascript:", "data:"]
    {
      #expect(!html.contains(tag), "\(html)")
    }
    #expect(!html.contains("\"onclick"))
  }

  @Test func aMistakeIsFoldedAndNamesItsDocument() throws {
    let markdown = Markdown(text: "> [!mistake] 003, SAME keeps\n> the *size*.\n\nNext")
    let html = markdown.html(links: ProseLinks(.ofThisCheckout, lesson: "07-padding-and-stride"))
    #expect(html.hasPrefix("<details class=\"mistake\"><summary>"))
    #expect(html.contains("document 003") && html.contains("keeps\nthe <em>size</em>."))
    #expect(html.contains("href=\"../notes/003.html\"") && html.hasSuffix("<p>Next</p>"))
    #expect(!markdown.html.contains("href"), "no link where there is no book around the page")
    #expect(markdown.texts == ["SAME keeps the *size*.", "Next"])
    #expect(
      Markdown.forNotebook(markdown.text)
        == "> **A common mistake (document 003):** SAME keeps\n> the *size*.\n\nNext")
    #expect(Markdown.forNotebook("> said\n\nNext") == "> said\n\nNext")
    var catalogue = Catalogue(language: "xx")
    catalogue.add(try CatalogueFile("msgid \"Next\"\nmsgstr \"Poste\"\n"))
    #expect(
      markdown.translated(by: catalogue)
        == "> [!mistake] 003, SAME keeps the *size*.\n\nPoste")
  }

  @Test(arguments: [
    ("See lesson 9.", "See [lesson 9]."), ("Lesson 12 measures", "[Lesson 12] measures"),
    ("lessons 9 and 10", "[lessons 9] and [10]"),
    ("Lessons 1, 2 and 3", "[Lessons 1], [2] and [3]"),
    ("lesson 99", "lesson 99"), ("lesson 7", "lesson 7"), ("`lesson 9`", "<code>lesson 9</code>"),
    ("a lesson", "a lesson"), ("lesson\n9", "[lesson\n9]"),
  ])
  func lessonsAreLinked(markdown: String, expected: String) {
    let html = Markdown(text: markdown)
      .html(links: ProseLinks(.ofThisCheckout, lesson: "07-padding-and-stride"))
    let link = #/<a href="\.\./[0-9]{2}-[a-z0-9-]+/index\.html">([^<]*)</a>/#
    let shown = html.replacing(link) { "[\($0.1)]" }
    #expect(shown == "<p>\(expected)</p>")
  }

  /// Every text must end in some HTML: the parser may never stand still.
  @Test func unfinishedMarkupIsText() {
    for text in ["**", "`", "[", "[a](", "```", "|", ">", "#", "- ", "1. ", "\\", "*a", "[a](b"] {
      _ = Markdown(text: text).html
      _ = Markdown(text: text + "\n\n" + text).html
    }
  }
}
