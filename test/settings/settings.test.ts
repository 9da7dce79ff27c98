import { describe, expect, test } from 'vitest';
import { userSettings } from '../../shared/domain/account/settings.ts';
import { assistantSettings } from '../../shared/domain/assistant/settings.ts';
import { threadSettings } from '../../shared/domain/conversation/settings.ts';
import type { AccessWorld } from '../access/support/access-world.ts';
import type { Browser } from '../access/support/browser.ts';
import { type Route, travel } from './journey.ts';

const makeAssistant = async (owner: Browser, settings: object): Promise<string> => {
  const { id } = await owner.json<{ id: string }>('POST', '/assistants', settings);
  return `/assistants/${id}`;
};

const routes: Readonly<Record<string, Route>> = {
  assistant: { settings: assistantSettings, kind: 'assistant', isCreated: true, make: makeAssistant },
  thread: {
    settings: threadSettings,
    kind: 'thread',
    isCreated: true,
    make: async (owner, settings) => {
      const path = await makeAssistant(owner, { name: 'Ada', instructions: 'Be kind.' });
      const { id } = await owner.json<{ id: string }>('POST', '/threads', {
        assistantId: path.slice('/assistants/'.length),
        recipient: { email: 'maria@example.com' },
        ...settings,
      });
      return `/threads/${id}`;
    },
  },
  account: {
    settings: userSettings,
    kind: 'user',
    isCreated: false,
    make: async () => '/auth/settings',
    erase: (owner) => owner.json('DELETE', '/auth/account'),
  },
};

/** Takes one setting out of every request body, as a body, a use case or a schema that forgot it would. */
const dropping =
  (setting: string) =>
  (site: AccessWorld['fetch']): AccessWorld['fetch'] =>
  (path, init, ...rest) => {
    if (typeof init.body !== 'string') return site(path, init, ...rest);
    const { [setting]: _dropped, ...body } = JSON.parse(init.body) as Record<string, unknown>;
    return site(path, { ...init, body: JSON.stringify(body) }, ...rest);
  };

/** Takes it out of every answer, as a resource that forgot it would. */
const hiding =
  (setting: string) =>
  (site: AccessWorld['fetch']): AccessWorld['fetch'] =>
  async (path, init, ...rest) => {
    const response = await site(path, init, ...rest);
    if (response.headers.get('content-type') !== 'application/json') return response;
    const { [setting]: _hidden, ...body } = (await response.json()) as Record<string, unknown>;
    return new Response(JSON.stringify(body), response);
  };

describe.each(Object.entries(routes))('every setting of an %s', (_name, route) => {
  test('arrives wherever it is shown, and goes with its document', async () => {
    await travel(route);
  });

  test.each(Object.keys(route.settings))('%s is missed when it is dropped', async (setting) => {
    await expect(travel(route, dropping(setting))).rejects.toThrow();
    await expect(travel(route, hiding(setting))).rejects.toThrow(setting);
  });
});

test('what a request may not say is refused, setting by setting', async () => {
  const rubbish = [[], {}, 'x'.repeat(60_000), -1, 'half of a pair \ud83c', 1e9, { days: [8] }];
  for (const { settings } of Object.values(routes)) {
    for (const [name, { input }] of Object.entries(settings)) {
      const refused = rubbish.filter((value) => !input.safeParse(value).success);
      expect(refused.length, name).toBeGreaterThanOrEqual(rubbish.length - 1);
    }
  }
});
