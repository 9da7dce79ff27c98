import { relative } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** The files that take longest. Begun last, one of them would run alone at the end, beside an idle processor. */
const LONGEST = [
  'test/browser/pages.test.ts',
  'test/simulation/',
  'test/mail/stored/',
  'test/whole-loop/processes/',
  'test/security/canary.test.ts',
  'test/browser/',
  'test/delivery/contention.',
  'bench/load/',
];

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const placeOf = ({ moduleId }: TestSpecification): number => {
      const path = relative(this.ctx.config.root, moduleId).replaceAll('\\', '/');
      const place = LONGEST.findIndex((beginning) => path.startsWith(beginning));
      return place === -1 ? LONGEST.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}
