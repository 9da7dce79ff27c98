import { type Dispatch, type SetStateAction, useCallback, useEffect, useState } from 'react';

const keyOf = (name: string) => `draft:${name}`;

const stored = <T>(name: string): T | undefined => {
  try {
    const text = sessionStorage.getItem(keyOf(name));
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
};

/**
 * Form state that survives a reload, a sign-in and accidental navigation, until the tab is closed or the state is
 * cleared. `initial` is used if nothing is stored.
 */
export const useDraft = <T>(
  name: string,
  initial: T,
): readonly [T, Dispatch<SetStateAction<T>>, () => void] => {
  const [value, setValue] = useState<T>(() => stored<T>(name) ?? initial);
  const [touched, setTouched] = useState(false);

  useEffect(() => {
    if (!touched) return;
    try {
      sessionStorage.setItem(keyOf(name), JSON.stringify(value));
    } catch {
      // Storage is full or disabled: the state lasts until the page is closed.
    }
  }, [name, value, touched]);

  const change = useCallback<Dispatch<SetStateAction<T>>>((next) => {
    setTouched(true);
    setValue(next);
  }, []);

  const clear = useCallback(() => {
    setTouched(false);
    try {
      sessionStorage.removeItem(keyOf(name));
    } catch {
      // Storage is disabled: nothing was stored.
    }
  }, [name]);

  return [value, change, clear];
};

const WRITER_KEY = 'drafts-of';

/** Deletes the drafts of another user who was signed in before in this tab. */
export const discardOthersDrafts = (userId: string): void => {
  try {
    const writer = sessionStorage.getItem(WRITER_KEY);
    if (writer !== null && writer !== userId) clearDrafts();
    sessionStorage.setItem(WRITER_KEY, userId);
  } catch {
    // Storage is disabled: nothing is stored.
  }
};

/** Deletes every draft, for example when somebody signs out. */
export const clearDrafts = (): void => {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith('draft:')) sessionStorage.removeItem(key);
    }
  } catch {
    // Storage is disabled: nothing was stored.
  }
};
