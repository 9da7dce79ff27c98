import { describe } from 'vitest';
import type { DocumentStore } from '../../shared/application/ports/document-store.ts';
import { documentTests } from './document-store.documents.ts';
import { queryTests } from './document-store.queries.ts';
import { rubbishTests } from './document-store.rubbish.ts';
import { transactionTests } from './document-store.transactions.ts';

export interface StoreUnderTest {
  /** Two clients of one empty database, each with connections of its own. The suite closes them. */
  open(): Promise<{ readonly store: DocumentStore; readonly other: DocumentStore }>;
  /** How many contenders race for one document; pessimistic locks make large crowds slow. */
  readonly crowd: number;
  /** How many random queries are compared with the model. */
  readonly randomQueries: number;
}

/** What the port promises, of every adapter. */
export const documentStoreContract = (name: string, subject: StoreUnderTest): void => {
  describe(`DocumentStore: ${name}`, () => {
    describe('documents', () => documentTests(subject));
    describe('queries', () => queryTests(subject));
    describe('transactions', () => transactionTests(subject));
    describe('rubbish', () => rubbishTests(subject));
  });
};
