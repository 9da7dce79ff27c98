import { MemoryStore } from '../support/memory-store/memory-store.ts';
import { documentStoreContract } from './document-store.ts';

// The simulation is worth as much as the store that it runs on.
documentStoreContract('memory', {
  open: async () => {
    const memory = new MemoryStore();
    return { store: memory.connect(), other: memory.connect() };
  },
  crowd: 40,
  randomQueries: 1_000,
});
