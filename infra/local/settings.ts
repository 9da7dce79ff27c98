import { z } from 'zod';
import { ConfigError, loadConfig, withoutEmpty } from '../../shared/config.ts';
import { type Environment, environmentWith, usesRealModel } from './stack/environment.ts';

/** The settings of `npm start` itself. */
export interface Settings {
  /** Where the front and the local Google listen: 127.0.0.1, or 0.0.0.0 inside a container. */
  readonly host: string;
  /** 0: any free port, also for the other two. */
  readonly port: number;
  readonly googlePort: number;
  readonly openaiPort: number;
  readonly dataDir: string;
}

const port = z
  .string()
  .regex(/^\d+$/, 'is not a port: a whole number from 0 to 65535')
  .transform(Number)
  .refine((value) => value <= 65_535, 'is not a port: a whole number from 0 to 65535');

const schema = z.object({
  HOST: z
    .union([z.ipv4(), z.ipv6()], 'is not an address to listen on, such as 127.0.0.1 or 0.0.0.0')
    .default('127.0.0.1'),
  PORT: port.default(8080),
  LOCAL_GOOGLE_PORT: port.optional(),
  LOCAL_OPENAI_PORT: port.optional(),
  DATA_DIR: z.string().default('.data'),
  BACKUP_KEEP: z.coerce.number().int().min(1).optional(),
});
const PORTS = ['PORT', 'LOCAL_GOOGLE_PORT', 'LOCAL_OPENAI_PORT'] as const;

/** A placeholder: the environment is validated before anything listens. */
const NOWHERE = 'http://localhost:1';

/** Throws ConfigError with the complete list of what is wrong with the environment. */
export const loadSettings = (variables: Environment): Settings => {
  const env = withoutEmpty(variables);
  const parsed = schema.safeParse(env);
  const own = parsed.success
    ? portProblems(parsed.data)
    : parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  const missing = ['GOOGLE_CLIENT_ID', 'GOOGLE_CLIENT_SECRET'].filter((name) => !env[name]);
  const half = missing.length === 1 ? [`${missing[0]}: is missing; set both, or neither`] : [];
  const { PORT: _ofTheFront, ...others } = env;
  const problems = [...own, ...half, ...configProblems(others)];
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems);
  const { HOST, PORT, LOCAL_GOOGLE_PORT, LOCAL_OPENAI_PORT, DATA_DIR } = parsed.data;
  return {
    host: HOST,
    port: PORT,
    googlePort: LOCAL_GOOGLE_PORT ?? after(PORT, 1),
    openaiPort: LOCAL_OPENAI_PORT ?? after(PORT, 2),
    dataDir: DATA_DIR,
  };
};

/** By default the stand-ins take the two ports after the front's. If the front takes any free port, so do they. */
const after = (front: number, by: number): number => (front === 0 ? 0 : front + by);

const portProblems = (given: z.infer<typeof schema>): readonly string[] => {
  const { PORT, LOCAL_GOOGLE_PORT = after(PORT, 1), LOCAL_OPENAI_PORT = after(PORT, 2) } = given;
  const chosen = [PORT, LOCAL_GOOGLE_PORT, LOCAL_OPENAI_PORT];
  return PORTS.flatMap((name, n) => {
    const value = chosen[n] ?? 0;
    if (value > 65_535) return [`${name}: would be ${value}, which is no port; set it, or a lower PORT`];
    const taker = chosen.indexOf(value);
    return value !== 0 && taker < n ? [`${name}: ${value} is ${PORTS[taker]} already`] : [];
  });
};

const configProblems = (env: Environment): readonly string[] => {
  const at = {
    publicUrl: NOWHERE,
    dataDir: '.',
    googleOrigin: NOWHERE,
    writerOrigin: usesRealModel(env) ? null : NOWHERE,
  };
  try {
    loadConfig(environmentWith(env, at));
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
};
