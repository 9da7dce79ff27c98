import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { indexesFile } from './indexes-file.ts';

/** `npm run indexes`: writes `firestore.indexes.json` from the definitions in the code. */
await writeFile(join(import.meta.dirname, 'firestore.indexes.json'), indexesFile());
