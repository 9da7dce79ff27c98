import { at } from '../api/client.ts';

/** The first 100 assistants. Every page uses the same address, so that they are read once. */
export const allAssistants = at('listAssistants', { query: { limit: 100 } });
