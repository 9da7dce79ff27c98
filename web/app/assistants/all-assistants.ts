import { at } from '../api/client.ts';

/** Every assistant, as far as one page reaches; the same address everywhere, so that it is read once. */
export const allAssistants = at('listAssistants', { query: { limit: 100 } });
