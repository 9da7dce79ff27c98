import { withoutEmpty } from '../../../shared/config.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

export const INVOKER = 'invoker@local.iam.gserviceaccount.com';
const WATCH_TOPIC = 'projects/local/topics/gmail-notification';

export const usesRealGoogle = (env: Environment): boolean =>
  Boolean(env.GOOGLE_CLIENT_ID && env.GOOGLE_CLIENT_SECRET);
export const usesRealModel = (env: Environment): boolean =>
  Boolean(env.OPENAI_API_KEY || env.OPENAI_BASE_URL);

/** The addresses of the parts of the local system. */
export interface Whereabouts {
  /** The default; PUBLIC_URL overrides it. */
  readonly publicUrl: string;
  readonly dataDir: string;
  readonly googleOrigin: string;
  /** null with a real model. */
  readonly writerOrigin: string | null;
}

/** The environment of the functions: the given variables, with stand-ins for what is not set. */
export const environmentWith = (given: Environment, at: Whereabouts): Environment => {
  const env = withoutEmpty(given);
  const realGoogle = usesRealGoogle(env);
  const { writerOrigin, googleOrigin } = at;
  return {
    ...(realGoogle
      ? {}
      : {
          GOOGLE_CLIENT_ID: 'local',
          GOOGLE_CLIENT_SECRET: 'local-secret',
          GOOGLE_OAUTH_BASE_URL: googleOrigin,
          GMAIL_BASE_URL: googleOrigin,
          GMAIL_WATCH_TOPIC: WATCH_TOPIC,
        }),
    ...(writerOrigin === null ? {} : { OPENAI_BASE_URL: `${writerOrigin}/v1`, OPENAI_MODEL: 'local-writer' }),
    // The local writer is fast. A short timeout shortens the lease of a crashed turn.
    ...(writerOrigin === null ? {} : { OPENAI_TIMEOUT_SECONDS: '15' }),
    MAILBOX_SILENCE_SECONDS: '60',
    PUBLIC_URL: at.publicUrl,
    // The front.
    TRUSTED_PROXIES: '1',
    ...env,
    DATA_DIR: at.dataDir,
    INVOKER_SERVICE_ACCOUNT: INVOKER,
    LOCAL_STAND_INS: [...(realGoogle ? [] : ['google']), ...(writerOrigin === null ? [] : ['writer'])].join(
      ',',
    ),
    ...(realGoogle ? {} : { LOCAL_MAILBOXES_URL: googleOrigin.replace('127.0.0.1', 'localhost') }),
  };
};
