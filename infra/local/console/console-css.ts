/** The console's one style sheet: follows the system's light or dark, and fits a phone. */
export const consoleCss = `
:root {
  color-scheme: light dark;
  --ink: light-dark(#1c1e21, #e7e6e3);
  --paper: light-dark(#fdfcfa, #17181a);
  --quiet: light-dark(#5f6368, #a3a19c);
  --line: light-dark(#e2dfd9, #35363a);
  --raised: light-dark(#f4f1ec, #212327);
  --accent: light-dark(#8a3b12, #f0a878);
  --bad: light-dark(#fbe6e1, #43211c);
  --bad-ink: light-dark(#97230f, #ffb4a3);
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 16px/1.5 system-ui, sans-serif; }
header { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; align-items: baseline; padding: .75rem 1.25rem;
  background: var(--raised); border-bottom: 1px solid var(--line); }
header p { margin: 0; }
.brand { font-weight: 650; }
.brand span { font-weight: 400; color: var(--quiet); }
.out { margin-left: auto !important; }
nav a { padding: .25rem .1rem; margin-right: .9rem; }
a { color: var(--accent); text-underline-offset: .15em; }
a[aria-current] { color: inherit; font-weight: 650; text-decoration-thickness: 2px; }
.notice { margin: 0; padding: .6rem 1.25rem; background: light-dark(#fff3cf, #3b3113); }
main { padding: 1rem 1.25rem 2rem; max-width: 76rem; margin: 0 auto; }
h1 { font-size: 1.4rem; margin: .5rem 0 1rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 0 0 .25rem; }
footer { padding: 1rem 1.25rem 2rem; max-width: 76rem; margin: 0 auto; color: var(--quiet); font-size: .9rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; vertical-align: top; padding: .45rem 1rem .45rem 0; border-bottom: 1px solid var(--line); }
th { font-weight: 600; color: var(--quiet); font-size: .9rem; white-space: nowrap; }
.number { font-variant-numeric: tabular-nums; white-space: nowrap; }
tr.bad td, li.bad { background: var(--bad); color: var(--bad-ink); }
.empty { color: var(--quiet); }
.facts { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 0 0 1rem; }
.facts dt { color: var(--quiet); }
.facts dd { margin: 0; overflow-wrap: anywhere; }
.tabs { margin-bottom: .5rem; }
iframe.mail { width: 100%; height: 75vh; border: 1px solid var(--line); border-radius: .4rem; background: #fff; }
pre { background: var(--raised); border: 1px solid var(--line); border-radius: .4rem; padding: .75rem 1rem; margin: .5rem 0;
  white-space: pre-wrap; overflow-wrap: anywhere; font: .85rem/1.5 ui-monospace, monospace; color: var(--ink); }
code { font: .9em ui-monospace, monospace; }
.card { border: 1px solid var(--line); border-radius: .5rem; padding: .9rem 1.1rem; margin: 0 0 1rem; }
.inline { display: inline-flex; flex-wrap: wrap; gap: .5rem .75rem; align-items: center; margin: .25rem 1.5rem .25rem 0; }
button, input { font: inherit; color: inherit; padding: .35rem .8rem; border: 1px solid var(--quiet); border-radius: .35rem;
  background: var(--paper); }
button { cursor: pointer; background: var(--raised); }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.invocations { list-style: none; padding: 0; }
.invocations li { border-bottom: 1px solid var(--line); padding: .35rem .5rem; }
summary { cursor: pointer; font-variant-numeric: tabular-nums; }
`;
