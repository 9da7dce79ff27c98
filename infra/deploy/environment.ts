import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { err, ok, type Result } from '../../shared/domain/result.ts';

/*
 * An environment is one installation: its own project, and one file of variables that Terraform reads directly
 * (`-var-file`). The deployment writes what it finds out into the file.
 */

/** Folder of the files, relative to the project's folder. */
export const ENVIRONMENTS = 'infra/terraform/environments';
const ENDING = '.tfvars.json';

export const environmentName = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,29}$/, 'is no name: lower-case letters, digits and hyphens');

/** https://cloud.google.com/resource-manager/docs/creating-managing-projects#before_you_begin */
const projectId = z.string().regex(/^[a-z][a-z0-9-]{4,28}[a-z0-9]$/, 'is no id of a project');
const httpsOrigin = z.string().regex(/^https:\/\/[^/]+$/, 'is no https origin without a path');
const region = z.string().regex(/^[a-z]+-[a-z]+\d+$/, 'is no region, such as europe-west1');
const site = z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/, 'is no name of a site');
const whole = z.int().min(0);

/** The variables of infra/terraform/variables.tf; a test compares the two. */
export const environmentSchema = z.strictObject({
  project: projectId,
  region: region.default('europe-west1'),
  firestore_location: z.string().min(1).default('eur3'),
  hosting_site: site.optional(),
  public_url: httpsOrigin.optional(),
  google_client_id: z.string().min(1).optional(),
  bucket_prefix: z
    .string()
    .regex(/^([a-z0-9][a-z0-9-]{1,53})?$/, 'is no beginning of a bucket’s name')
    .optional(),
  max_instances: z.record(z.string(), z.int().min(1)).optional(),
  openai_model: z.string().min(1).optional(),
  openai_base_url: z.string().optional(),
  openai_prices: z.strictObject({ input: z.number(), output: z.number(), currency: z.string() }).optional(),
  daily_sending_limit: whole.optional(),
  daily_token_budget: whole.optional(),
  max_daily_sending_limit: whole.optional(),
  thread_daily_token_budget: whole.optional(),
  person_daily_token_budget: whole.optional(),
  installation_daily_token_budget: whole.optional(),
  sign_in_allowed: z.string().optional(),
  operator_name: z.string().max(200).optional(),
  operator_contact: z.string().max(300).optional(),
  alert_email: z.string().optional(),
  monthly_budget: z.number().min(0).optional(),
  billing_account: z.string().optional(),
  kms_key: z.string().optional(),
});
export type Environment = z.infer<typeof environmentSchema>;

/** What a file may contain before everything is known. */
const writtenSchema = environmentSchema.partial();
export type Written = z.infer<typeof writtenSchema>;

export const environmentFile = (name: string): string => `${ENVIRONMENTS}/${name}${ENDING}`;

/** Sentences about what is wrong with a file of variables. */
const problemsOf = (file: string, error: z.ZodError): string =>
  error.issues.map(({ path, message }) => `${file}: ${path.join('.') || 'it'} ${message}`).join('\n');

/** The file's variables; undefined if there is no file; otherwise one sentence for each error in it. */
export const readEnvironment = async (
  root: string,
  name: string,
): Promise<Result<Written | undefined, string>> => {
  const file = environmentFile(name);
  const text = await readFile(join(root, file), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  if (text === null) return ok(undefined);
  try {
    const parsed = writtenSchema.safeParse(JSON.parse(text));
    return parsed.success ? ok(parsed.data) : err(problemsOf(file, parsed.error));
  } catch {
    return err(`${file} is not JSON`);
  }
};

/** The complete environment, from its file and the command line. */
export const environmentOf = (name: string, written: Written): Result<Environment, string> => {
  const parsed = environmentSchema.safeParse(written);
  return parsed.success ? ok(parsed.data) : err(problemsOf(environmentFile(name), parsed.error));
};

export const writeEnvironment = async (
  root: string,
  name: string,
  environment: Environment,
): Promise<void> => {
  const path = join(root, environmentFile(name));
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, `${JSON.stringify(environment, null, 2)}\n`);
};

/** Other environments with the same project: two in one project would overwrite each other's functions. */
export const othersIn = async (root: string, name: string, project: string): Promise<readonly string[]> => {
  const files = await readdir(join(root, ENVIRONMENTS)).catch(() => []);
  const others = files.filter((file) => file.endsWith(ENDING)).map((file) => basename(file, ENDING));
  const found = await Promise.all(
    others
      .filter((other) => other !== name)
      .map(async (other) => {
        const read = await readEnvironment(root, other);
        return read.ok && read.value?.project === project ? [other] : [];
      }),
  );
  return found.flat();
};

/** Names that are unique at Google, so a stranger may own them. */
export const bucketsOf = ({
  project,
  bucket_prefix,
}: Environment): { readonly state: string; readonly sources: string } => {
  const prefix = bucket_prefix || `${project}-email-ai`;
  return { state: `${prefix}-state`, sources: `${prefix}-sources` };
};

/** Prefix of the state in its bucket. `production` existed before environments had names. */
export const statePrefix = (name: string): string =>
  name === 'production' ? 'email-ai' : `email-ai/${name}`;
