import { z } from 'zod';
import { stored } from '../stored.ts';

/** `users/{userId}/limits/{name}` or `addressLimits/{hash}`. `ttl`: from when on it says nothing any more. */
export const limitSchema = stored({ usedUntil: z.number(), ttl: z.number() });
