import type { CreateChannelBody } from '../../../shared/contract/channels.ts';

type Config = Extract<CreateChannelBody, { kind: 'web_push' }>['config'];

const WORKER = '/notifications.js';

const bytesOf = (base64url: string): Uint8Array<ArrayBuffer> => {
  const base64 = base64url.replaceAll('-', '+').replaceAll('_', '/');
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
};

/** iPhones and iPads offer push only to sites on the Home Screen. */
const isIos = (): boolean => /iPhone|iPad/.test(navigator.userAgent);

export type Subscribed =
  | { readonly kind: 'subscribed'; readonly config: Config }
  | { readonly kind: 'denied' | 'missing' | 'ios' };

/** Asks the reader, and subscribes this browser. `key`: of this installation. Rejects where the browser's service fails. */
export const subscribe = async (key: string): Promise<Subscribed> => {
  if (!('serviceWorker' in navigator && 'PushManager' in window && 'Notification' in window)) {
    return { kind: isIos() ? 'ios' : 'missing' };
  }
  if ((await Notification.requestPermission()) !== 'granted') return { kind: 'denied' };
  await navigator.serviceWorker.register(WORKER);
  const { pushManager } = await navigator.serviceWorker.ready;
  const options = { userVisibleOnly: true, applicationServerKey: bytesOf(key) };
  // One that was made for another key cannot be used with this one.
  await (await pushManager.getSubscription())?.unsubscribe();
  const { endpoint, keys } = (await pushManager.subscribe(options)).toJSON();
  const { p256dh = '', auth = '' } = keys ?? {};
  return {
    kind: 'subscribed',
    config: { subscription: { endpoint: endpoint ?? '', keys: { p256dh, auth } } },
  };
};
