import type { NavigateFunction } from 'react-router';
import { clearDrafts } from '../ui/use-draft.ts';
import { setSignedOutListener } from './http.ts';
import { resources } from './resources.ts';

/**
 * Signs out to the sign-in page, and clears cached data and drafts. The order matters: components that are still shown
 * need their data, and their last polls must not be taken for an expired session.
 */
export const leave = async (navigate: NavigateFunction): Promise<void> => {
  setSignedOutListener(() => {});
  await navigate('/sign-in');
  clearDrafts();
  resources.clear();
};
