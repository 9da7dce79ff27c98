import { at } from '../api/client.ts';

/** The first 100 assistants. Every page uses the same path, so that they are loaded once. */
export const allAssistants = at('listAssistants', { query: { limit: 100 } });
