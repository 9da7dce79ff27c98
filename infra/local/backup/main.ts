import { backUp } from './backup.ts';

/** `npm run backup -- FOLDER`: copies `DATA_DIR`, also of a running system, into a new folder below it. */
const [target] = process.argv.slice(2);
if (!target) {
  console.error('npm run backup -- FOLDER');
  process.exitCode = 2;
} else console.log(await backUp(process.env.DATA_DIR || '.data', target, Date.now()));
