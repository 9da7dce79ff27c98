import { readDocumentText } from '../../../shared/application/knowledge/read-document.ts';
import type { AccessWorld } from './access-world.ts';
import type { Browser } from './browser.ts';

/** Adds a document of one passage to an assistant, and reads it. Its id. */
export const addText = async (world: AccessWorld, owner: Browser, assistantId: string): Promise<string> => {
  const body = { name: 'Prices', text: 'It costs 20 euros.' };
  const { id } = await owner.json<{ id: string }>('POST', `/assistants/${assistantId}/documents`, body);
  for (const event of world.events) {
    if (event.topic === 'read-document' && event.data.documentId === id)
      await readDocumentText(world.app)(event.data);
  }
  return id;
};
