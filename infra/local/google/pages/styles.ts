/** One style sheet for all pages of the local Google: system fonts, light and dark, readable measure. */
export const STYLES = `
:root { --ground: #f6f8fc; --card: #ffffff; --ink: #1f2328; --soft: #57606a; --line: #d8dee4;
  --accent: #0b57d0; --on-accent: #ffffff; --mine: #e8f0fe; --warn: #9a3412; color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --ground: #111418; --card: #1b1f24; --ink: #e6e9ed; --soft: #a3adb8;
  --line: #343b44; --accent: #a8c7fa; --on-accent: #062e6f; --mine: #1d2b45; --warn: #fdba74; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink);
  font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
h2 { font-size: 1.1rem; margin: 0; overflow-wrap: anywhere; }
a { color: var(--accent); }
a:focus-visible, button:focus-visible, input:focus-visible, textarea:focus-visible, summary:focus-visible {
  outline: 3px solid var(--accent); outline-offset: 2px; }
.soft { color: var(--soft); } .small { font-size: .875rem; } .warn { color: var(--warn); }
.card { background: var(--card); border: 1px solid var(--line); border-radius: .9rem; padding: 1.25rem; margin: 1rem 0; }
.narrow { max-width: 30rem; padding-top: 4rem; }
.list { list-style: none; padding: 0; margin: 1.25rem 0; }
.list li { background: var(--card); border: 1px solid var(--line); border-radius: .8rem; margin: .6rem 0; }
.list a { display: block; padding: .9rem 1.1rem; text-decoration: none; color: inherit; border-radius: .8rem; }
.list a:hover { border-color: var(--accent); background: var(--mine); }
.row { display: flex; justify-content: space-between; gap: 1rem; align-items: baseline; flex-wrap: wrap; }
.row > :first-child { overflow-wrap: anywhere; min-width: 0; }
.badge { font-size: .75rem; border: 1px solid currentColor; border-radius: 1rem; padding: .05rem .55rem; white-space: nowrap; }
.mail { border: 1px solid var(--line); border-radius: .8rem; padding: .9rem 1.1rem; margin: .8rem 0; background: var(--ground); }
.mail.mine { background: var(--mine); }
.mail pre { font: inherit; white-space: pre-wrap; overflow-wrap: anywhere; margin: .6rem 0 0; }
label { display: block; font-weight: 600; margin: .9rem 0 .3rem; }
label.choice { font-weight: 400; display: flex; gap: .6rem; align-items: flex-start; margin: .5rem 0; }
label.choice input { width: auto; margin-top: .3rem; }
input, textarea { width: 100%; font: inherit; color: inherit; background: var(--card); border: 1px solid var(--soft);
  border-radius: .5rem; padding: .55rem .7rem; }
textarea { min-height: 7rem; resize: vertical; }
fieldset { border: 1px solid var(--line); border-radius: .6rem; margin: 1rem 0; padding: .6rem 1rem; }
legend { padding: 0 .3rem; font-weight: 600; }
.actions { display: flex; gap: .75rem; margin-top: 1.1rem; flex-wrap: wrap; }
button { font: inherit; font-weight: 600; border-radius: 2rem; padding: .5rem 1.4rem; cursor: pointer;
  border: 1px solid var(--accent); background: var(--accent); color: var(--on-accent); }
button.quiet { background: transparent; color: var(--accent); }
nav { margin-bottom: 1.25rem; }
summary { cursor: pointer; color: var(--accent); font-weight: 600; }
@media (prefers-reduced-motion: no-preference) { .list li { transition: border-color .15s; } }
`;
