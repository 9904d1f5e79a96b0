// The style of every page: a book's column of text, light and dark, narrow and printed.

/// The style sheet that stands inside each page.
public enum PageStyle {
  /// CSS; the colours are variables so that dark mode and print change them in one place.
  public static let css = """
    :root {
      --paper: #fdfcf9; --ink: #22252b; --soft: #5b616d; --line: #e2dfd6; --well: #f4f2ec;
      --accent: #0b6e69; --chip: #e3f0ee; --wrong: #a8201a; --wrong-well: #fbeae7;
      --keyword: #8a2b77; --type: #0b6e69; --string: #8f4a00; --number: #1d50a2;
      --text: "Iowan Old Style", "Charter", "Source Serif 4", "Noto Serif", Georgia, serif;
      --sans: system-ui, -apple-system, "Segoe UI", "Noto Sans", Roboto, sans-serif;
      --mono: ui-monospace, "SF Mono", Menlo, "Cascadia Code", "DejaVu Sans Mono", monospace;
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --paper: #16181c; --ink: #e4e2dc; --soft: #a0a5b0; --line: #33373f; --well: #1f2228;
        --accent: #6cc7bf; --chip: #1d3634; --wrong: #ff9d94; --wrong-well: #35201f;
        --keyword: #e39bd4; --type: #6cc7bf; --string: #e8b27c; --number: #94b8f5;
      }
    }
    * { box-sizing: border-box; }
    html { scroll-padding-top: 4rem; -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
    body { margin: 0; background: var(--paper); color: var(--ink);
      font: 1.125rem/1.6 var(--text); }
    a, .book { color: var(--accent); } a { text-underline-offset: .15em; }
    :focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 2px; }
    .skip { position: absolute; left: -100vw; }
    .skip:focus { left: 1rem; top: .5rem; z-index: 3; background: var(--paper);
      padding: .5rem 1rem; }
    .bar { position: sticky; top: 0; z-index: 2; display: flex; gap: 1rem; align-items: baseline;
      padding: .6rem 1.25rem; background: var(--paper); border-bottom: 1px solid var(--line);
      font: .875rem/1.4 var(--sans); }
    .bar .book { font-weight: 700; text-decoration: none; letter-spacing: .02em; }
    .bar .here { color: var(--soft); overflow: hidden; white-space: nowrap;
      text-overflow: ellipsis; }
    .layout { display: grid; grid-template-columns: minmax(0, 44rem); justify-content: center;
      gap: 3rem; padding: 0 1.25rem; }
    .outline { display: none; }
    main { padding: 1.5rem 0 3rem; min-width: 0; }
    h1, h2, h3 { line-height: 1.2; text-wrap: balance; }
    h1 { font-size: 2.25rem; margin: 1.5rem 0 .75rem; letter-spacing: -.01em; }
    h2 { font-size: 1.5rem; margin: 2.75rem 0 .5rem; }
    h3 { font-size: 1.15rem; margin: 2rem 0 .25rem; }
    p, ul, ol { margin: .75rem 0; }
    li { margin: .25rem 0; }
    h1 + p { font-size: 1.25rem; color: var(--soft); line-height: 1.5; }
    blockquote { margin: 1rem 0; padding: .1rem 0 .1rem 1rem; border-left: 3px solid var(--line);
      color: var(--soft); }
    code, pre { font-family: var(--mono); font-size: .85em; }
    p code, li code, td code { background: var(--well); padding: .1em .3em; border-radius: 4px; }
    pre { overflow-x: auto; background: var(--well); padding: .8rem 1rem; border-radius: 8px;
      line-height: 1.5; tab-size: 2; font-size: .85rem; margin: 0; }
    .cell { margin: 1.25rem 0; }
    .code { border-left: 3px solid var(--accent); border-radius: 0 8px 8px 0; }
    .code .keyword { color: var(--keyword); } .code .type { color: var(--type); }
    .code .string { color: var(--string); } .code .number { color: var(--number); }
    .code .comment { color: var(--soft); font-style: italic; }
    .frame summary { font: .875rem/1.5 var(--sans); color: var(--soft); cursor: pointer; }
    .frame[open] summary { margin-bottom: .5rem; }
    .frame summary span::before { content: "· "; }
    .output { margin: .9rem 0 0; display: grid; gap: .9rem; grid-template-columns: minmax(0, 1fr); }
    figure { margin: 0; }
    figure a { display: block; width: fit-content; max-width: 100%; }
    img { display: block; max-width: 100%; height: auto; border-radius: 4px; }
    .zoomed img { image-rendering: pixelated; border-radius: 0; }
    figcaption { font: .875rem/1.45 var(--sans); color: var(--soft); margin-top: .4rem; }
    figcaption .scale::before, figcaption .size::before { content: "· "; }
    .row { display: grid; gap: .9rem;
      grid-template-columns: repeat(auto-fit, minmax(min(9.5rem, 100%), 1fr)); }
    .row.of-numbers { display: flex; flex-wrap: wrap; gap: .9rem 3rem; }
    .row.of-plots { column-gap: 2rem;
      grid-template-columns: repeat(auto-fit, minmax(min(16rem, 100%), 1fr)); }
    .plot { min-width: 0; margin: .35rem 0; display: grid; column-gap: 1rem;
      grid-template-columns: minmax(0, 1fr) auto; align-content: start; }
    .drawing { container-type: inline-size; grid-column: 1 / -1; }
    .plot svg { width: 100%; height: auto; color: var(--soft); font-family: var(--sans);
      font-size: 12px; font-variant-numeric: tabular-nums; overflow: visible; }
    .plot .wide { display: none; }
    .plot .narrow { display: block; max-width: 24rem; }
    @container (min-width: 32rem) {
      .plot .wide { display: block; } .plot .narrow { display: none; }
    }
    .plot .ink, .plot .series-6 { color: var(--ink); } .plot .grid { color: var(--line); }
    .plot .series-1 { color: var(--accent); } .plot .series-2 { color: var(--string); }
    .plot .series-3 { color: var(--number); } .plot .series-4 { color: var(--keyword); }
    .plot .series-5 { color: var(--wrong); }
    .plot details { font: .875rem/1.45 var(--sans); color: var(--soft); margin-top: .4rem;
      min-width: 0; }
    .plot details[open] { grid-column: 1 / -1; }
    .plot summary { cursor: pointer; width: fit-content; }
    .plot details > .scroll { max-height: 20rem; overflow-y: auto; margin-top: .3rem; }
    .trace { font: .9rem/1.6 var(--sans); border: 1px solid var(--line); border-radius: 8px;
      padding: .55rem .9rem; overflow-x: auto; }
    .trace:has(+ .trace) { border-bottom-left-radius: 0; border-bottom-right-radius: 0; }
    .trace + .trace { border-top: 0; border-top-left-radius: 0; border-top-right-radius: 0;
      margin-top: -.9rem; }
    .trace p { margin: 0; display: flex; flex-wrap: wrap; gap: .1rem .9rem;
      align-items: baseline; }
    .trace ul { margin: .2rem 0 0; padding: 0; list-style: none; color: var(--soft);
      font-family: var(--mono); font-size: .8125rem; }
    .trace li { margin: 0; white-space: pre-wrap; }
    .trace .detail { color: var(--soft); }
    .shape { font-family: var(--mono); font-size: .875em; background: var(--chip);
      padding: .1em .4em; border-radius: 5px; white-space: nowrap; }
    .sign { color: var(--soft); padding: 0 .15em; }
    .value { font-weight: 700; font-variant-numeric: tabular-nums; }
    .scroll { overflow-x: auto; }
    table { border-collapse: collapse; font: .9rem/1.5 var(--sans);
      font-variant-numeric: tabular-nums; }
    .caption { color: var(--soft); font: .875rem/1.5 var(--sans); margin: 0 0 .3rem; }
    th, td { padding: .3rem .9rem .3rem 0; text-align: left; vertical-align: baseline; }
    thead th, thead td { border-bottom: 1px solid var(--line); color: var(--soft);
      font-weight: 600; }
    tbody tr + tr th, tbody tr + tr td { border-top: 1px solid var(--line); }
    tbody th { font-weight: 600; }
    td.number { text-align: right; padding-right: 1.4rem; }
    .matrix { border-left: 2px solid var(--ink); border-right: 2px solid var(--ink);
      font-family: var(--mono); border-radius: 6px; border-collapse: separate; }
    .matrix td { text-align: right; padding: .1rem .6rem; border: 0 !important; }
    .said > :first-child { margin-top: 0; } .said > :last-child { margin-bottom: 0; }
    .banner, .failure { background: var(--wrong-well); border-left: 4px solid var(--wrong);
      padding: .75rem 1rem; border-radius: 0 8px 8px 0; font: 1rem/1.5 var(--sans); }
    .notice { background: var(--chip); border-left: 4px solid var(--accent); padding: .1rem 1rem;
      border-radius: 0 8px 8px 0; font: 1rem/1.5 var(--sans); }
    .failure { margin-top: .9rem; } .failure p { margin: 0 0 .4rem; }
    .failure strong { color: var(--wrong); }
    .failure pre { background: none; padding: 0; white-space: pre-wrap; overflow-wrap: anywhere; }
    .not-run { opacity: .55; }
    footer { border-top: 1px solid var(--line); padding: 1rem 1.25rem 2rem; text-align: center;
      font: .875rem/1.5 var(--sans); color: var(--soft); }
    @media (min-width: 72rem) {
      .layout { grid-template-columns: 14rem minmax(0, 44rem) 14rem; }
      .outline { display: block; position: sticky; top: 4rem; align-self: start;
        padding-top: 2.4rem; max-height: calc(100vh - 4rem); overflow-y: auto;
        font: .875rem/1.45 var(--sans); }
      .outline p { margin: 0 0 .4rem; color: var(--soft); font-weight: 600; }
      .outline ol { list-style: none; margin: 0; padding: 0; }
      .outline li { margin: .4rem 0; }
      .outline a { color: inherit; text-decoration: none; }
      .outline a:hover { color: var(--accent); text-decoration: underline; }
    }
    @media (max-width: 30rem) {
      body { font-size: 1.0625rem; } h1 { font-size: 1.75rem; } h2 { font-size: 1.3rem; }
    }
    @media print {
      :root { --paper: #fff; --ink: #000; --soft: #444; --line: #bbb; --well: #f5f5f5;
        --accent: #004d49; --chip: #eee; --wrong: #8a0000; --wrong-well: #fff;
        --keyword: #6a1b5a; --type: #004d49; --string: #6d3800; --number: #123a7a; }
      body { font-size: 10.5pt; }
      .bar, .skip, .outline, footer { display: none !important; }
      .layout { display: block; padding: 0; }
      main { padding: 0; }
      pre { white-space: pre-wrap; }
      h1, h2, h3 { break-after: avoid; }
      figure, .trace, tr, .failure { break-inside: avoid; }
      img { max-height: 11cm; width: auto; }
      .details-content, details > * { display: block; }
      .plot details { display: none; }
    }
    @media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
    """
}
