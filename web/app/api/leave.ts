import type { NavigateFunction } from 'react-router';
import { clearDrafts } from '../ui/use-draft.ts';
import { setSignedOutListener } from './http.ts';
import { resources } from './resources.ts';

/**
 * Leaves for the sign-in page on purpose and forgets what was known and typed. In this order: what still stands on the
 * screen needs its data until it is gone, and its last polls must not be taken for a session that has run out.
 */
export const leave = async (navigate: NavigateFunction): Promise<void> => {
  setSignedOutListener(() => {});
  await navigate('/sign-in');
  clearDrafts();
  resources.clear();
};
