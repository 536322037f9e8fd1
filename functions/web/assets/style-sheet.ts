/** The only style sheet: system fonts, one column, light and dark by the reader's own setting, usable from 320 px on. */
export const styleSheet = `:root {
  color-scheme: light dark;
  --page: #fbf9f4;
  --raised: #ffffff;
  --ink: #211d18;
  --soft: #645c50;
  --line: #ddd6c8;
  --field: #8d8474;
  --accent: #8a3b1e;
  --accent-ink: #ffffff;
  --wash: #f3ecdd;
  --bad: #a3161f;
  --bad-wash: #fbeaea;
  --good: #2b6a3c;
  --mark: #fbe3a3;
  --serif: 'Iowan Old Style', 'Palatino Linotype', Palatino, 'Source Serif 4', 'Noto Serif', Georgia, serif;
  --sans: system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
}
@media (prefers-color-scheme: dark) {
  :root {
    --page: #16151a;
    --raised: #201f25;
    --ink: #ebe7df;
    --soft: #aba498;
    --line: #37343c;
    --field: #7d7781;
    --accent: #f0a27f;
    --accent-ink: #23110a;
    --wash: #26242b;
    --bad: #ff9b9b;
    --bad-wash: #3a2023;
    --good: #93d3a2;
    --mark: #5a4415;
  }
}
*, ::before, ::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-behavior: smooth; }
@media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }
body {
  margin: 0 auto;
  padding: 0 clamp(1rem, 4vw, 2rem);
  max-width: 48rem;
  background: var(--page);
  color: var(--ink);
  font: 1.0625rem/1.6 var(--sans);
  overflow-wrap: break-word;
}
h1, h2, h3 { font-family: var(--serif); line-height: 1.22; text-wrap: balance; font-weight: 600; margin: 0; }
h1 { font-size: clamp(1.75rem, 1.3rem + 2vw, 2.4rem); letter-spacing: -0.012em; }
h2 { font-size: 1.5rem; }
h3 { font-size: 1.22rem; line-height: 1.3; }
p { margin: 0 0 0.9rem; }
a { color: var(--accent); text-underline-offset: 0.18em; text-decoration-thickness: 0.06em; }
a:hover { text-decoration-thickness: 0.12em; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px; border-radius: 3px; }
main:focus { outline: none; }
.quiet { color: var(--soft); font-size: 0.9375rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; padding: 0.5rem 1rem; background: var(--raised); z-index: 1; }
.skip:focus { top: 0.5rem; }

.masthead {
  display: flex; flex-wrap: wrap; align-items: baseline; justify-content: space-between; gap: 0.25rem 1.5rem;
  padding: 1.4rem 0 0.8rem; border-bottom: 3px double var(--line);
}
.masthead .name { font: 600 1.3rem/1.4 var(--serif); color: var(--ink); text-decoration: none; }
.masthead nav { display: flex; gap: 1.25rem; font-size: 0.9375rem; }
.masthead nav a { padding: 0.35rem 0; }
main { padding: 2.25rem 0 3rem; }
.colophon { border-top: 1px solid var(--line); padding: 1.25rem 0 2.5rem; color: var(--soft); font-size: 0.875rem; }

.welcome { display: grid; gap: 1.5rem; margin-bottom: 3rem; scroll-margin-top: 1rem; }
.lead { font: 1.15rem/1.55 var(--serif); color: var(--soft); margin: 0.7rem 0 0; max-width: 34rem; }

form { display: grid; gap: 1.1rem; }
.sign-up, .preferences { background: var(--raised); border: 1px solid var(--line); border-radius: 10px; padding: clamp(1rem, 4vw, 1.6rem); }
.sign-up .quiet, .field .quiet { margin: 0; }
.field { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.35rem; min-width: 0; border: 0; padding: 0; margin: 0; align-content: start; }
.row { display: grid; gap: 1.1rem; }
@media (min-width: 32rem) {
  .row { grid-template-columns: 8rem minmax(0, 1fr); }
  .email { grid-column: 1 / -1; }
}
@media (min-width: 46rem) {
  .welcome .row { grid-template-columns: minmax(0, 1fr) 7rem 12.5rem; }
  .welcome .email { grid-column: auto; }
}
.submit { display: flex; flex-wrap: wrap; align-items: center; gap: 0.8rem 1.4rem; }
.submit .quiet { flex: 1 1 14rem; }
label, legend { font-weight: 600; font-size: 0.9375rem; padding: 0; }
fieldset.field legend { margin-bottom: 0.35rem; }
.choice { display: flex; align-items: center; gap: 0.6rem; font-weight: 400; font-size: 1rem; min-height: 2.25rem; }
input, select, textarea, button { font: inherit; }
input:not([type='radio'], [type='checkbox']), select, textarea {
  width: 100%; min-height: 2.9rem; padding: 0.5rem 0.75rem; color: var(--ink);
  background: var(--page); border: 1px solid var(--field); border-radius: 6px;
}
textarea { display: block; resize: vertical; line-height: 1.5; }
input::placeholder { color: var(--soft); opacity: 0.85; }
input:is([type='radio'], [type='checkbox']) { width: 1.15rem; height: 1.15rem; margin: 0; accent-color: var(--accent); flex: none; }
.narrow input, .narrow select { max-width: 9rem; }
input[type='date'] { max-width: 13rem; }
[aria-invalid='true']:not([type='radio'], [type='checkbox'], fieldset) { border-color: var(--bad); box-shadow: 0 0 0 1px var(--bad); }
.problem { overflow-wrap: anywhere; color: var(--bad); font-size: 0.9375rem; font-weight: 600; margin: 0; }
.problems { overflow-wrap: anywhere; background: var(--bad-wash); border-left: 4px solid var(--bad); padding: 0.9rem 1.1rem; border-radius: 0 6px 6px 0; margin-bottom: 1.25rem; }
.problems p { font-weight: 600; margin: 0; }
.problems ul { margin: 0.3rem 0 0; padding-left: 1.2rem; }
.problems a { color: var(--ink); }
.choices { border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); padding: 0.55rem 0; }
.choices > .field { margin: 0.9rem 0 0.4rem; }
fieldset.group { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.1rem; min-width: 0; border: 0; border-top: 1px solid var(--line); margin: 0; padding: 1.1rem 0 0; }
fieldset.group:first-child { border-top: 0; padding-top: 0; }
fieldset.group > legend { float: left; font: 600 1.3rem/1.3 var(--serif); margin-bottom: -0.5rem; }
fieldset.group > p { margin: 0; }
.more > .field { margin: 0.9rem 0 0.4rem; }
summary { cursor: pointer; font-weight: 600; font-size: 0.9375rem; padding: 0.3rem 0; }
.trap { position: absolute; left: -100vw; width: 1px; height: 1px; overflow: hidden; }
button, .button {
  display: inline-block; justify-self: start; min-height: 2.9rem; padding: 0.6rem 1.5rem; border: 1px solid var(--accent); border-radius: 6px;
  background: var(--accent); color: var(--accent-ink); font-weight: 600; text-decoration: none; cursor: pointer;
}
button:hover, .button:hover { filter: brightness(1.12); }
button.second { background: transparent; color: var(--accent); }
button.danger { background: var(--bad); border-color: var(--bad); color: var(--page); }
.buttons { display: flex; flex-wrap: wrap; gap: 0.8rem; }
button.small { min-height: 2.2rem; padding: 0.2rem 0.9rem; font-size: 0.9375rem; }
@media (max-width: 26rem) { button:not(.small), .button { width: 100%; text-align: center; } }

.notice { background: var(--wash); border-left: 4px solid var(--accent); border-radius: 0 6px 6px 0; padding: 0.9rem 1.1rem; margin: 0 0 2rem; }
.notice p { margin: 0; }
.notice h2 { font-size: 1.15rem; }
.notice h2 + p { margin: 0.2rem 0; }
header + .notice { margin-top: 1.25rem; }
.saved { color: var(--good); font-weight: 600; }
.chosen { font: 1.15rem/1.5 var(--serif); }

.preview { margin-top: 2.5rem; border-top: 3px double var(--line); padding-top: 1.5rem; }
.preview h2 { margin-bottom: 0.6rem; scroll-margin-top: 1rem; }
.preview h3 { margin: 2rem 0 0.6rem; }
.preview h4 { font: 600 0.9375rem/1.4 var(--sans); color: var(--soft); margin: 0.9rem 0 0.2rem; }
.terms, .hits, .suggestions { list-style: none; margin: 0; padding: 0; }
.terms li { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.8rem; padding: 0.4rem 0; border-bottom: 1px solid var(--line); overflow-wrap: anywhere; }
.terms li > span { flex: 1 1 10rem; color: var(--soft); }
.terms strong, .terms .doubtful > span { color: var(--ink); }
.terms li > div { display: flex; gap: 0.8rem; }
.terms button { flex: none; }
.suggestions { display: flex; flex-wrap: wrap; gap: 0.6rem; }
.suggestions .count { font-weight: 400; color: var(--soft); }
.beside { align-self: center; }
.day { border-bottom: 1px solid var(--line); padding: 0.5rem 0; margin: 0; }
.day .quiet { margin: 0.4rem 0; }
.hits li { padding: 0.35rem 0; }
.hits a { color: var(--ink); }
.hits .quiet { display: block; margin: 0; }
mark { background: var(--mark); color: inherit; border-radius: 3px; padding: 0 0.1em; }

.listing > header { border-bottom: 1px solid var(--line); padding-bottom: 0.6rem; }
.listing > header .quiet { margin: 0.25rem 0 0; }
.papers { list-style: none; margin: 0; padding: 0; }
.paper { position: relative; padding: 1.6rem 0 1.5rem 3.1rem; border-bottom: 1px solid var(--line); }
.rank { position: absolute; left: 0; top: 1.52rem; width: 2.3rem; text-align: right; font: 1.3rem/1.3 var(--serif); color: var(--soft); font-variant-numeric: tabular-nums; }
.paper h3 a { color: var(--ink); text-decoration-color: transparent; }
.paper h3 a:hover { text-decoration-color: currentColor; }
.byline { color: var(--soft); font-size: 0.9375rem; margin: 0.35rem 0 0; }
.organization { color: var(--ink); }
.summary { margin: 0.65rem 0 0; }
.facts { display: flex; flex-wrap: wrap; gap: 0.3rem 1.4rem; align-items: baseline; margin-top: 0.75rem; font-size: 0.9375rem; color: var(--soft); }
.facts p { margin: 0; font-variant-numeric: tabular-nums; }
.upvotes { color: var(--accent); font-weight: 600; }
.late { border: 1px solid var(--line); border-radius: 99px; padding: 0 0.55rem; font-size: 0.8125rem; white-space: nowrap; }
.links { display: flex; flex-wrap: wrap; gap: 0.2rem 1.1rem; list-style: none; margin: 0; padding: 0; }
.links a { display: inline-block; padding: 0.2rem 0; position: relative; }
@media (max-width: 32rem) {
  .paper { padding-left: 0; }
  .rank { position: static; display: block; width: auto; text-align: left; font-size: 0.9375rem; margin-bottom: 0.15rem; }
  .rank::before { content: 'No. '; }
}
.days { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.5rem 1.5rem; margin: 1.5rem 0; font-size: 0.9375rem; }
.listing > .days:first-child { margin-top: 0; }

.whole-paper > header { margin-bottom: 1rem; }
.whole-paper .organization { margin: 0.35rem 0 0; }
.whole-paper section { margin-top: 2rem; }
.whole-paper h2 { font-size: 1.2rem; }
.whole-paper .facts { border-top: 1px solid var(--line); border-bottom: 1px solid var(--line); padding: 0.7rem 0; }
.abstract { font: 1.125rem/1.65 var(--serif); margin-top: 0.6rem; white-space: pre-line; }
.whole-paper .summary { font: 1.125rem/1.65 var(--serif); }
.more-authors { font-size: 0.9375rem; color: var(--soft); }
.about { margin: 2rem 0 0; border-top: 1px solid var(--line); padding-top: 1rem; font-size: 0.9375rem; }
.about div { display: grid; gap: 0 1rem; margin-bottom: 0.5rem; }
@media (min-width: 32rem) { .about div { grid-template-columns: 8rem minmax(0, 1fr); } }
.about dt { color: var(--soft); }
.about dd { margin: 0; }

.narrow-page, .message { max-width: 36rem; }
.narrow-page h1, .message h1 { margin-bottom: 1rem; }
.narrow-page form { margin: 1.5rem 0; }
.address { overflow-wrap: anywhere; }
.ways-out { border-top: 1px solid var(--line); margin-top: 2.5rem; padding-top: 1rem; }
.ways-out ul { display: flex; flex-wrap: wrap; gap: 0.4rem 1.5rem; list-style: none; margin: 0; padding: 0; font-size: 0.9375rem; }
.ways-out a { display: inline-block; padding: 0.3rem 0; }
@media print { .masthead nav, .sign-up, .skip, .days { display: none; } }
`;
