import { z } from 'zod';
import { stored } from '../stored.ts';

/** `signIns/{sha256 of state}`: a sign-in in progress. Single use, ten minutes, bound to one browser. */
export const signInSchema = stored({ browserHash: z.string(), returnTo: z.string(), ttl: z.number() });
