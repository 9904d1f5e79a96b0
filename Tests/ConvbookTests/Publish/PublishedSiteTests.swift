// A site holds what its pages refer to, and a single file refers to nothing beside it.

import Foundation
import LessonKit
import TestSupport
import Testing

@testable import convbook

@Suite struct PublishedSiteTests {
  @Test func linksBecomeTheirWords() {
    let html = ##"<a href="../x.html" class="b">there</a> <a href="#here">here</a>"##
    let text = SingleFilePage.withoutLinks(html) { $0.hasPrefix("../") }
    #expect(text == ##"<a  class="b">there</a> <a href="#here">here</a>"##)
  }

  @Test func brokenLinksAreFound() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      #"<a href="b/c%20d.html#x">c</a><img src="gone.png" alt=""><a href="https://a.b">a</a>"#,
      to: "index.html")
    try folder.write(#"<a class="k" href="../index.html">up</a>"#, to: "b/c d.html")
    #expect(PublishedSite.brokenLinks(in: folder.url) == ["index.html: gone.png"])
  }

  /// One lesson, run, published as a site and as one file.
  @Test func aLessonIsPublished() throws {
    let folder = try TemporaryFolder()
    let ran = try Run(["run", "5", "--skip-build", "--output", folder.path("pages")])
    #expect(ran.status == 0, "\(ran.errors)")
    let site = try Run(["publish", folder.path("site"), "--pages", folder.path("pages")])
    #expect(site.status == 0 && site.errors.contains("left out: 1, 2, 3, 4, 6"), "\(site.errors)")
    let page = try String(
      contentsOfFile: folder.path("site/05-sliding-window/index.html"), encoding: .utf8)
    #expect(!page.contains("../../"))
    #expect(PublishedSite.brokenLinks(in: folder.url.appendingPathComponent("site")).isEmpty)
    // Again, over its own files; and never over those of somebody else.
    #expect(try Run(["publish", folder.path("site"), "--pages", folder.path("pages")]).status == 0)
    try folder.write("mine", to: "other/index.html")
    let other = try Run(["publish", folder.path("other"), "--pages", folder.path("pages")])
    #expect(other.status == 2 && other.errors.contains("something else"))
    let single = try Run([
      "publish", folder.path("one.html"), "--lesson", "5", "--pages", folder.path("pages"),
    ])
    #expect(single.status == 0, "\(single.errors)")
    let one = try String(contentsOfFile: folder.path("one.html"), encoding: .utf8)
    #expect(page.contains("<nav class=\"arrows\"") && !one.contains("<nav class=\"arrows\""))
    let addresses = one.matches(of: #/<(?:a|img|image)\s[^>]*?(?:href|src)="([^"]{1,60})/#).map(\.1)
    #expect(addresses.contains { $0.hasPrefix("data:image/png") })
    #expect(addresses.allSatisfy { $0.hasPrefix("#") || $0.contains(":") }, "\(addresses)")
  }

  @Test func withoutPagesThereIsNothing() throws {
    let folder = try TemporaryFolder()
    let run = try Run(["publish", folder.path("site"), "--pages", folder.path("none")])
    #expect(run.status == 2 && run.errors.contains("run all"))
  }
}
