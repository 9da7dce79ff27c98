import type { routes } from '../../../shared/contract/routes.ts';

export interface Recipe {
  /** A body that is accepted; ids in it stand for ids of the caller's own. */
  readonly body?: (own: { readonly assistantId: string }) => Readonly<Record<string, unknown>>;
  /** Nobody need be signed in for it. */
  readonly public?: true;
  /** The caller is signed out, or gone, afterwards. */
  readonly ends?: true;
}

/** How to call each operation rightly. One that is added to the API has to be added here, and is then tried like the others. */
export const recipes: Readonly<Record<keyof typeof routes, Recipe>> = {
  login: { public: true },
  callback: { public: true },
  getInstallation: { public: true },
  getSession: {},
  logout: { ends: true },
  logoutEverywhere: { ends: true },
  getSettings: {},
  updateSettings: { body: () => ({ dailySendingLimit: 40 }) },
  listSuppressions: {},
  deleteSuppression: {},
  listTrustedSenders: {},
  revokeTrust: {},
  listAudit: {},
  disconnect: { ends: true },
  exportAccount: {},
  deleteAccount: { ends: true },
  createAssistant: { body: () => ({ name: 'New', instructions: 'Be brief.' }) },
  listAssistants: {},
  getAssistant: {},
  updateAssistant: { body: () => ({ name: 'Renamed' }) },
  deleteAssistant: {},
  listDocuments: {},
  addDocument: { body: () => ({ name: 'Prices', text: 'It costs 20 euros.' }) },
  getDocument: {},
  updateDocument: { body: () => ({ name: 'Renamed' }) },
  deleteDocument: {},
  refreshDocument: {},
  listPassages: {},
  listRehearsals: {},
  startRehearsal: { body: () => ({ temper: 'keen', turns: 1 }) },
  getRehearsal: {},
  answerRehearsal: { body: () => ({ text: 'What does it cost?' }) },
  exportRehearsal: {},
  deleteRehearsal: {},
  listLessons: {},
  addLesson: { body: () => ({ text: 'Be shorter.' }) },
  updateLesson: { body: () => ({ on: false }) },
  deleteLesson: {},
  previewAssistant: {
    body: () => ({ recipient: { email: 'quiet@example.com' }, instructions: 'Say hello.' }),
  },
  listChannels: {},
  createChannel: { body: () => ({ kind: 'webhook', config: { url: 'http://localhost:9/hook' } }) },
  updateChannel: { body: () => ({ name: 'Renamed' }) },
  deleteChannel: {},
  testChannel: {},
  summarise: {},
  createThread: {
    body: ({ assistantId }) => ({
      assistantId,
      recipient: { email: 'quiet@example.com' },
      instructions: 'Say hello.',
      mode: 'review',
    }),
  },
  listThreads: {},
  getThread: {},
  updateThread: { body: () => ({ goal: 'Another goal' }) },
  deleteThread: {},
  stopThread: {},
  resumeThread: {},
  getPerson: {},
  deletePerson: {},
  deleteMemory: {},
  addNote: { body: () => ({ text: 'They have paid.' }) },
  answerQuestion: { body: () => ({ text: 'Twenty euros.', remember: false }) },
  listMessages: {},
  approveMessage: { body: () => ({ text: 'Another text.' }) },
  discardMessage: {},
  rewriteMessage: { body: () => ({ feedback: 'Shorter.' }) },
  acceptMessage: { body: () => ({ revision: 1 }) },
  rejectMessage: { body: () => ({ revision: 1 }) },
  blockMessage: { body: () => ({ revision: 1 }) },
};

export const recipeOf = (operationId: string): Recipe | undefined =>
  Object.hasOwn(recipes, operationId)
    ? (recipes as Readonly<Record<string, Recipe>>)[operationId]
    : undefined;
