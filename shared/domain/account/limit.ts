import { z } from 'zod';
import { stored } from '../stored.ts';

/** `users/{userId}/limits/{name}` or `addressLimits/{hash}`. `ttl`: when the document has no more effect (epoch ms). */
export const limitSchema = stored({ usedUntil: z.number(), ttl: z.number() });
