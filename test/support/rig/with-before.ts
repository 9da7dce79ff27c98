import type { RigDeps } from './rig.ts';

/** A turn's dependencies, with something that happens right before a call. */
export const withBefore = (
  deps: RigDeps,
  method: 'sendDraft' | 'createDraft' | 'write' | 'listHistory',
  before: () => Promise<unknown>,
): RigDeps => {
  let isOver = false;
  const once = async (): Promise<void> => {
    if (isOver) return;
    isOver = true;
    await before();
  };
  const { gateway, writer } = deps;
  return {
    ...deps,
    gateway: {
      ...gateway,
      ...(method === 'write'
        ? {}
        : {
            [method]: async (...args: never[]) => {
              await once();
              return (gateway[method] as (...all: never[]) => unknown)(...args);
            },
          }),
    },
    writer: {
      ...writer,
      write: async (prompt) => {
        if (method === 'write') await once();
        return writer.write(prompt);
      },
    },
  };
};

/** Gmail does not say whether it deletes a draft. */
export const withSilentDelete = (deps: RigDeps): RigDeps => ({
  ...deps,
  gateway: {
    ...deps.gateway,
    deleteDraft: async () => ({ ok: false, error: { code: 'unavailable', message: '' } }),
  },
});
