import type { DocumentResource } from '../../../shared/contract/documents.ts';
import { pathOf } from '../api/client.ts';
import { call } from '../api/http.ts';

/** Ten megabytes over a slow line. */
const TIMEOUT_MS = 300_000;

/** Adds a file, as `multipart/form-data`. Rejects with ApiError. */
export const uploadDocument = async (
  assistantId: string,
  file: File,
  { name, shared }: { readonly name: string; readonly shared: boolean },
): Promise<DocumentResource> => {
  const form = new FormData();
  if (name !== '') form.set('name', name);
  form.set('shared', String(shared));
  form.set('file', file);
  const path = pathOf('listDocuments', { assistantId });
  const { body } = await call(path, { method: 'POST', body: form, timeoutMs: TIMEOUT_MS });
  return body as DocumentResource;
};
