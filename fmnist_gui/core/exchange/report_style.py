"""The look of a report: the window's colours, light and dark, on a page like a paper's."""

from fmnist_gui.core.look import DARK, LIGHT, Theme

_PAGE = """
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text);
  font: 15px/1.55 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
  font-variant-numeric: tabular-nums; }
main { max-width: 800px; margin: 0 auto; padding: 48px 24px 64px; }
h1 { font-size: 24px; line-height: 1.3; font-weight: 600; margin: 8px 0 12px; text-wrap: balance; }
h2 { font-size: 18px; font-weight: 600; margin: 48px 0 4px; padding-top: 16px;
  border-top: 1px solid var(--line); }
p { margin: 0 0 8px; }
.kicker, .note, figcaption, summary, footer { color: var(--hint); font-size: 13px; }
.lead { font-size: 18px; line-height: 1.5; margin-bottom: 24px; }
.finding { font-weight: 600; margin-bottom: 16px; }
.figures { display: flex; flex-wrap: wrap; gap: 16px 48px; margin: 24px 0; padding: 0; }
.figures div { display: flex; flex-direction: column-reverse; }
.figures dt { color: var(--hint); font-size: 13px; }
.figures dd { margin: 0; font-size: 24px; font-weight: 600; line-height: 1.2; }
.figures div:first-child dd { font-size: 40px; }
.figures { align-items: flex-end; }
figure { margin: 0; }
svg { display: block; max-width: 100%; height: auto; font-family: inherit; }
figcaption { margin-top: 8px; }
details { margin-top: 8px; }
summary { cursor: pointer; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; margin: 8px 0; font-size: 13px; }
th, td { text-align: left; padding: 4px 16px 4px 0; border-bottom: 1px solid var(--line);
  vertical-align: top; }
th { color: var(--hint); font-weight: 400; border-bottom-color: var(--hint); }
th.number, td.number { text-align: right; }
.facts th { border-bottom-color: var(--line); white-space: nowrap; }
code { font: 12px/1.5 ui-monospace, "DejaVu Sans Mono", monospace; overflow-wrap: anywhere; }
ul { margin: 0; padding-left: 20px; }
li { margin-bottom: 4px; }
.pictures { display: flex; flex-wrap: wrap; gap: 20px 12px; }
.pictures figure { width: 140px; break-inside: avoid; }
.pictures img { display: block; width: 84px; height: 84px; object-fit: contain;
  image-rendering: pixelated; background: #17181B; }
.pictures figcaption { margin-top: 4px; font-size: 12px; line-height: 1.4; }
.pictures b { color: var(--text); }
.certificate { margin-top: 48px; padding: 20px 24px; border: 1px solid var(--line);
  border-radius: 8px; background: var(--card); break-inside: avoid; }
.certificate h2 { margin: 0; padding: 0; border: 0; }
.certificate .code { margin: 8px 0 0; letter-spacing: 0.08em;
  font: 600 24px/1.2 ui-monospace, "DejaVu Sans Mono", monospace; }
.certificate code { color: var(--hint); }
.flag::before { content: "! "; color: var(--wrong); font-weight: 600; }
@media print { main { padding: 0; } figure { break-inside: avoid; } h2 { break-after: avoid; } }
"""


def style() -> str:
    """Return the style sheet of a report."""
    light, dark = _variables(LIGHT), _variables(DARK)
    return (
        f":root {{ color-scheme: light dark; {light} }}\n"
        f"@media screen and (prefers-color-scheme: dark) {{ :root {{ {dark} }} }}{_PAGE}"
    )


def _variables(look: Theme) -> str:
    colours = {
        "ground": look.ground,
        "card": look.card,
        "line": look.line,
        "text": look.text,
        "hint": look.hint,
        "accent": look.accent,
        "right": look.right,
        "wrong": look.wrong,
        "track": look.hover,
    }
    named = [f"--{name}: {value};" for name, value in colours.items()]
    numbered = [f"--class-{number}: {value};" for number, value in enumerate(look.class_colours)]
    return " ".join(named + numbered)
