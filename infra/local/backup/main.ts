import { backUp } from './backup.ts';

/** `npm run backup -- FOLDER`: copies `DATA_DIR` into a new folder below FOLDER. The system may be running. */
const [target] = process.argv.slice(2);
if (!target) {
  console.error('npm run backup -- FOLDER');
  process.exitCode = 2;
} else console.log(await backUp(process.env.DATA_DIR || '.data', target, Date.now()));
