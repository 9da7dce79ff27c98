import { writeFile } from 'node:fs/promises';
import { licencesFile, licencesPage, productionDependencies } from './licences.ts';

/** `npm run licences` */
await writeFile(licencesFile, licencesPage(await productionDependencies()));
