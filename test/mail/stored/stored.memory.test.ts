import { MemoryStore } from '../../support/memory-store/memory-store.ts';
import { describeStoredMails } from './properties.ts';

describeStoredMails(async () => new MemoryStore().connect(), 150);
