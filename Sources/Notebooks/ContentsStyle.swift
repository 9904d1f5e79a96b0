// What the table of contents adds to the style of every page: parts, and a grid of cards.

enum ContentsStyle {
  /// CSS, to stand behind `PageStyle.css`, whose variables it uses.
  static let css = """
    .contents main { max-width: 72rem; margin: 0 auto; padding: 1.5rem 1.25rem 3rem; }
    .contents h1 + p { max-width: 44rem; }
    .parts ul { display: flex; flex-wrap: wrap; gap: .35rem 1.5rem; list-style: none; padding: 0;
      font: .95rem/1.5 var(--sans); }
    .parts li { margin: 0; }
    .parts a { text-decoration: none; }
    .parts a:hover { text-decoration: underline; }
    .letter { color: var(--soft); font-weight: 400; margin-right: .2em; }
    .cards { display: grid; gap: 1.25rem; list-style: none; padding: 0; margin: 1rem 0 0;
      grid-template-columns: repeat(auto-fill, minmax(min(16rem, 100%), 1fr)); }
    .card { position: relative; display: flex; flex-direction: column; margin: 0;
      border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
    .cover { position: relative; aspect-ratio: 3 / 2; background: var(--well);
      border-bottom: 1px solid var(--line); }
    .cover img { position: absolute; inset: 0; width: 100%; height: 100%; object-fit: contain;
      border-radius: 0; }
    .cover .small { object-fit: contain; image-rendering: pixelated; padding: 1rem; }
    .cover .whole { object-fit: contain; }
    .cover .none { position: absolute; inset: 0; display: grid; place-items: center;
      font-size: 3rem; color: var(--line); }
    .card h3 { margin: 0; padding: .85rem 1rem 0; font-size: 1.15rem; }
    .card .count { color: var(--soft); font-weight: 400; font-variant-numeric: tabular-nums;
      margin-right: .15em; }
    .card h3 a { color: inherit; text-decoration: none; }
    .card h3 a::after { content: ""; position: absolute; inset: 0; border-radius: 10px; }
    .card h3 a:focus-visible { outline: none; }
    .card h3 a:focus-visible::after { outline: 3px solid var(--accent); outline-offset: -3px; }
    .card:has(a):hover { border-color: var(--accent); }
    .card:has(a):hover h3 { color: var(--accent); }
    .card p { margin: 0; padding: .35rem 1rem 0; font-size: .95rem; line-height: 1.5;
      color: var(--soft); }
    .card p.state { margin-top: auto; padding: .7rem 1rem .85rem;
      font: .8125rem/1.5 var(--sans); }
    .card .state code { display: block; width: fit-content; margin-top: .2rem;
      user-select: all; }
    .card p.stopped { color: var(--wrong); font-weight: 600; }
    @media print {
      .contents main { max-width: none; padding: 0; }
      .parts { display: none; }
      .cards { grid-template-columns: repeat(3, 1fr); gap: .5cm; }
      .card { break-inside: avoid; }
    }
    """
}
