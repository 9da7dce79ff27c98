import { at } from './client.ts';
import { useResource } from './use-resource.ts';

const SESSION_POLL_MS = 30_000;

/** Who is signed in. Pages inside the frame are shown only once this is known. */
export const useSession = () => {
  const { data } = useResource(at('getSession'), { pollMs: SESSION_POLL_MS });
  if (!data) throw new Error('useSession is for pages inside the frame');
  return data;
};
