import { assumptions, type Finding } from './assumptions.ts';

const MARKS = { holds: 'ok     ', differs: 'DIFFERS', untried: '-      ' } as const;

/** One line for each assumption; for one that does not hold, also the consequence. */
export const report = (findings: readonly Finding[]): readonly string[] => [
  ...findings.flatMap(({ id, outcome, seen }) => [
    `${MARKS[outcome]} ${id.padEnd(4)}${assumptions[id].assumes}`,
    `             ${seen}`,
    ...(outcome === 'differs'
      ? [`             so ${assumptions[id].otherwise}: docs/delivery.md, ${id}`]
      : []),
  ]),
  summary(findings),
];

const summary = (findings: readonly Finding[]): string => {
  const count = (outcome: Finding['outcome']) => findings.filter((one) => one.outcome === outcome).length;
  const [differ, untried] = [count('differs'), count('untried')];
  return `${count('holds')} as the code assumes, ${differ} not, ${untried} not checked.${
    differ > 0 ? ' Please report what differs, with the lines above: they contain no secret and no mail.' : ''
  }`;
};
