import { mkdir } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { builtWebApp } from '../local/stack/web-app.ts';
import { bundleFunctions } from './bundle.ts';

/** `npm run build`: the functions and their manifest in `dist/`, the web app where `firebase.json` looks for it. */
const target = join(import.meta.dirname, '../../dist');
await mkdir(target, { recursive: true });
await bundleFunctions(target);
await builtWebApp();
console.log(`Built into ${relative(process.cwd(), target)}/`);
