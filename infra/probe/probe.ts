import { gmail } from 'googleapis/build/src/apis/gmail/index.js';
import type { ReplyWriter } from '../../shared/application/ports/reply-writer.ts';
import { untried } from './assumptions.ts';
import { probeGmail } from './gmail-probe.ts';
import { probeModel } from './model-probe.ts';
import { report } from './report.ts';
import { type SignInOptions, signIn } from './sign-in.ts';

export interface ProbeOptions {
  readonly google: Pick<SignInOptions, 'clientId' | 'clientSecret' | 'oauthBaseUrl'> & {
    /** An origin, instead of Google's. */
    readonly gmailBaseUrl?: string | undefined;
    /** `projects/P/topics/T`. null: push is not tested. */
    readonly topic: string | null;
  };
  /** null: no model is configured. */
  readonly writer: ReplyWriter | null;
  readonly port: number;
  /** Asks the user to send a draft from Gmail's own page. null: there is no terminal. */
  readonly byHand: ((subject: string) => Promise<void>) | null;
  readonly id: string;
  readonly show: (url: string) => void;
  readonly print: (line: string) => void;
  /** Epoch ms. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
}

/** 0: nothing differs from the assumptions of the code, 1: something differs, 2: the probe could not run. */
export const probe = async (options: ProbeOptions): Promise<0 | 1 | 2> => {
  const { google, writer, print, now } = options;
  const signedIn = await signIn({ ...google, port: options.port, show: options.show });
  if (!signedIn.ok) {
    print(signedIn.error);
    return 2;
  }
  const { accessToken, email } = signedIn.value;
  print(
    `Signed in as ${email}. Mails are sent from this account to itself only; the drafts of this run are removed.`,
  );
  const client = gmail({
    version: 'v1',
    retry: false,
    timeout: 30_000,
    headers: { Authorization: `Bearer ${accessToken}` },
    ...(google.gmailBaseUrl ? { rootUrl: new URL('/', google.gmailBaseUrl).href } : {}),
  });
  const [ofGmail, ofModel] = await Promise.all([
    probeGmail({ ...options, gmail: client, email, topic: google.topic }),
    writer
      ? probeModel(writer, now)
      : (['M1', 'M2'] as const).map((id) =>
          untried(id, 'Set OPENAI_API_KEY or OPENAI_BASE_URL to check it.'),
        ),
  ]);
  const findings = [...ofGmail, ...ofModel];
  for (const line of report(findings)) print(line);
  print('The mails "Email AI: probe-…" stay in your mailbox: the code has no permission to delete them.');
  return findings.some(({ outcome }) => outcome === 'differs') ? 1 : 0;
};
