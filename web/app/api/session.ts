import { at } from './client.ts';
import { useResource } from './use-resource.ts';

const SESSION_POLL_MS = 30_000;

/** The signed-in user. Pages inside the frame are only shown once this is known. */
export const useSession = () => {
  const { data } = useResource(at('getSession'), { pollMs: SESSION_POLL_MS });
  if (!data) throw new Error('useSession is for pages inside the frame');
  return data;
};
