// Forms of Swift beside Python, for readers who know Python.

import Formatting

/// The primer, `Lessons/primer.json`.
public struct Primer: Decodable, Sendable {
  /// A form of Swift.
  public struct Form: Decodable, Sendable {
    /// Its anchor on the page: "closures".
    public let anchor: String
    /// What it looks like, Markdown: "`let` and `var`".
    public let title: Message
    /// What it does, Markdown.
    public let says: Message
    /// Lines of Swift that use it, and print something.
    public let swift: [String]
    /// Lines of Python that print the same.
    public let python: [String]
    /// The same in Python in a few words of code.
    public let short: String
    /// The keywords by which it is found in code; none without.
    public let keywords: [String]?
    /// A regular expression of JavaScript that finds it in code besides; nil without.
    public let plain: String?
    /// A regular expression of JavaScript that finds it in strings; nil without.
    public let strings: String?
  }

  /// The forms in the order in which they are explained.
  public let forms: [Form]

  /// The forms as the script of a lesson's page reads them, JSON.
  var scriptData: String {
    struct Entry: Encodable {
      let anchor: String
      let title, says: String
      let short: String
      let keywords: [String]?
      let plain, strings: String?
    }
    return scriptJSON(
      forms.map { form in
        Entry(
          anchor: form.anchor, title: form.title.text.replacing("`", with: ""),
          says: form.says.text.replacing("`", with: ""), short: form.short,
          keywords: form.keywords, plain: form.plain, strings: form.strings)
      })
  }
}

/// Renders the primer's page.
struct PrimerPage {
  let primer: Primer

  var html: String {
    BookPage(
      title: BookStrings.primer, toBook: "", file: BookPages.primer,
      body: """
        <p>\(escaped(BookStrings.primerInASentence))</p>
        \(primer.forms.map(entry).joined())
        """
    ).html
  }

  private func entry(_ form: Primer.Form) -> String {
    """
    <section class="form-entry">
    <h2 id="\(form.anchor)">\(Markdown.inline(form.title.text[...]))</h2>
    <p>\(Markdown.inline(form.says.text[...]))</p>
    <div class="beside">
    <figure><figcaption>Swift</figcaption><pre class="code" tabindex="0"><code>\
    \(SwiftHighlighter.html(form.swift.joined(separator: "\n")))</code></pre></figure>
    <figure><figcaption>Python</figcaption><pre tabindex="0"><code>\
    \(escaped(form.python.joined(separator: "\n")))</code></pre></figure>
    </div>
    </section>

    """
  }
}
