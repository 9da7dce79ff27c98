import type OpenAI from 'openai';

export interface ClientOptions {
  readonly apiKey: string;
  /** Ending in `/v1`; any server that speaks the Responses API. Default: OpenAI's. */
  readonly baseUrl?: string;
}

/** OpenAI's client, loaded on first use. All options are set, so that it reads none from the environment. */
export const openClient = (
  { apiKey, baseUrl }: ClientOptions,
  timeoutMs: number,
): (() => Promise<OpenAI>) => {
  let loading: Promise<OpenAI> | undefined;
  return () => {
    loading ??= import('openai').then(
      ({ default: Client }) =>
        new Client({
          apiKey,
          adminAPIKey: null,
          organization: null,
          project: null,
          webhookSecret: null,
          baseURL: baseUrl ?? 'https://api.openai.com/v1',
          maxRetries: 0,
          timeout: timeoutMs,
          // Its debug log prints whole requests.
          logLevel: 'off',
        }),
    );
    return loading;
  };
};
