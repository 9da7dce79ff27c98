import type { Attributes } from './tokens.ts';

/** Class names and ids that a style element hides. */
export interface HidingRules {
  readonly classes: ReadonlySet<string>;
  readonly ids: ReadonlySet<string>;
}

const zero = '0(?:\\.0+)?(?:px|pt|em|rem|%)?\\s*(?:!important)?\\s*(?:;|$)';

const HIDING = [
  /(?:^|;)\s*display\s*:\s*none/i,
  /(?:^|;)\s*visibility\s*:\s*(?:hidden|collapse)/i,
  /(?:^|;)\s*mso-hide\s*:\s*all/i,
  new RegExp(`(?:^|;)\\s*opacity\\s*:\\s*${zero}`, 'i'),
  new RegExp(`(?:^|;)\\s*font-size\\s*:\\s*${zero}`, 'i'),
  /(?:^|;)\s*font-size\s*:\s*(?:0?\.\d+|1)(?:px|pt)\s*(?:!important)?\s*(?:;|$)/i,
  /(?:^|;)\s*text-indent\s*:\s*-\d{3,}/i,
  /(?:^|;)\s*(?:left|top|right|margin-left|margin-top)\s*:\s*-\d{3,}/i,
  /(?:^|;)\s*clip\s*:\s*rect\(\s*0/i,
  /(?:^|;)\s*transform\s*:\s*scale\(\s*0\s*\)/i,
  /(?:^|;)\s*color\s*:\s*transparent/i,
];

const COLLAPSED = new RegExp(`(?:^|;)\\s*(?:max-)?(?:height|width)\\s*:\\s*${zero}`, 'i');
const CLIPPING = /(?:^|;)\s*overflow(?:-[xy])?\s*:\s*(?:hidden|clip)/i;

/** Whether an inline style hides its element. */
export const styleHides = (declarations: string): boolean => {
  const style = declarations.replace(/\s+/g, ' ');
  return HIDING.some((rule) => rule.test(style)) || (COLLAPSED.test(style) && CLIPPING.test(style));
};

/**
 * Reads the rules of a style element that hide something by class or id. Rules inside @media depend on the screen, so
 * they are ignored.
 */
export const hidingRules = (css: string): HidingRules => {
  const classes = new Set<string>();
  const ids = new Set<string>();
  let depth = 0;
  let from = 0;
  let selector = '';
  for (let at = 0; at < css.length; at++) {
    const char = css[at];
    if (char === '{') {
      if (depth === 0) selector = css.slice(from, at);
      depth++;
      from = at + 1;
    } else if (char === '}') {
      depth = Math.max(0, depth - 1);
      if (depth === 0 && !selector.includes('@') && styleHides(css.slice(from, at).slice(0, 2000))) {
        for (const part of selector.slice(-2000).split(',')) {
          const [, kind, name] = /^[^.#]{0,40}([.#])([\w-]{1,100})$/.exec(part.trim().slice(0, 200)) ?? [];
          if (name) (kind === '.' ? classes : ids).add(name);
        }
      }
      from = at + 1;
    }
  }
  return { classes, ids };
};

const whitish = (color: string): boolean =>
  /^(?:#f{3}|#f{6}|#fefefe|#fdfdfd|#fcfcfc|white|rgba?\(\s*25[2-5]\s*,\s*25[2-5]\s*,\s*25[2-5])/i.test(color);

const COLOR = /(?:^|;)\s*color\s*:\s*([^;]{1,60})/i;

/** The element's own text colour, if it is that of paper. Whether the text is visible depends on the background. */
export const hasPaperColour = (attributes: Attributes): boolean => {
  const color = COLOR.exec(attributes.get('style') ?? '')?.[1] ?? attributes.get('color');
  return color !== undefined && whitish(color.trim());
};

export const hasTextColour = (attributes: Attributes): boolean => {
  const color = COLOR.exec(attributes.get('style') ?? '')?.[1] ?? attributes.get('color');
  return color !== undefined && !whitish(color.trim());
};

/** Whether the element has its own background colour. */
export const hasBackground = (attributes: Attributes): boolean => {
  const background =
    /(?:^|;)\s*background(?:-color|-image)?\s*:\s*([^;]{1,200})/i.exec(attributes.get('style') ?? '')?.[1] ??
    attributes.get('bgcolor') ??
    attributes.get('background');
  return (
    background !== undefined &&
    !whitish(background.trim()) &&
    !/^\s*(?:none|transparent|inherit)/i.test(background)
  );
};
