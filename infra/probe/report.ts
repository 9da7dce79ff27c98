import { type Finding, reliances } from './reliances.ts';

const MARKS = { holds: 'ok     ', differs: 'DIFFERS', untried: '-      ' } as const;

/** One line for each assumption; for one that does not hold, also the consequence. */
export const report = (findings: readonly Finding[]): readonly string[] => [
  ...findings.flatMap(({ id, outcome, seen }) => [
    `${MARKS[outcome]} ${id.padEnd(4)}${reliances[id].relies}`,
    `             ${seen}`,
    ...(outcome === 'differs' ? [`             so ${reliances[id].otherwise}: docs/delivery.md, ${id}`] : []),
  ]),
  summary(findings),
];

const summary = (findings: readonly Finding[]): string => {
  const count = (outcome: Finding['outcome']) => findings.filter((one) => one.outcome === outcome).length;
  const [differ, untried] = [count('differs'), count('untried')];
  return `${count('holds')} as the code relies on it, ${differ} not, ${untried} not tried.${
    differ > 0
      ? ' Please report what differs, with the lines above: they hold no secret and nobody’s mail.'
      : ''
  }`;
};
