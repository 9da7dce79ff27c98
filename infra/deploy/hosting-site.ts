import { z } from 'zod';
import type { Context } from './context.ts';
import type { Environment } from './environment.ts';
import { read } from './gcloud.ts';
import type { Command } from './run.ts';
import type { Trouble } from './step.ts';

/** The JSON that the Firebase CLI prints with `--json` when a command succeeds. */
const success = <S extends z.ZodType>(result: S) => z.object({ status: z.literal('success'), result });

const firebase = (...args: readonly string[]): Command => ({
  command: ['firebase', ...args, '--json', '--non-interactive'],
});

const projects = success(z.array(z.object({ projectId: z.string() })));

/** The Firebase projects of the signed-in account. null: not signed in. */
export const firebaseProjects = async (
  context: Context,
): Promise<readonly { readonly projectId: string }[] | null> =>
  read(projects, await context.run(firebase('projects:list'), false))?.result ?? null;

const siteSchema = z.object({
  /** `projects/P/sites/SITE`. */
  name: z.string().transform((name) => name.slice(name.lastIndexOf('/') + 1)),
  defaultUrl: z.string(),
  type: z.string().optional(),
});
export type Site = z.infer<typeof siteSchema>;
const sites = success(z.object({ sites: z.array(siteSchema) }));

const listSites = (project: string): Command => firebase('hosting:sites:list', `--project=${project}`);
const createSite = (project: string, site: string): Command =>
  firebase('hosting:sites:create', site, `--project=${project}`);

export const sitePlan = ({ environment: { project, hosting_site: site } }: Context): readonly Command[] => [
  listSites(project),
  createSite(project, site ?? project),
];

/** Picks the site to deploy to: the named one, else the default one, else the only one. */
export const chooseSite = (found: readonly Site[], named: string | undefined): Site | 'none' | 'several' => {
  if (named !== undefined) return found.find(({ name }) => name === named) ?? 'none';
  const fallback =
    found.find(({ type }) => type === 'DEFAULT_SITE') ?? (found.length === 1 ? found[0] : undefined);
  return fallback ?? (found.length === 0 ? 'none' : 'several');
};

/** The free name that Hosting proposes when the wanted one is taken. */
const proposedName = (output: string): string | undefined =>
  /try something like `([a-z0-9-]+)`/.exec(output)?.[1];

/**
 * Returns the site that the web app is deployed to, and creates it if there is none. Site names are unique across all
 * of Firebase, so the name of a new site is read back: it can differ from the requested one.
 */
export const findOrCreateSite = async (
  context: Context,
): Promise<{ readonly site: Site } | { readonly trouble: Trouble }> => {
  const { project, hosting_site: named } = context.environment;
  const advice = `Is Firebase added to ${project}, and do you have access? firebase hosting:sites:list --project ${project}`;
  const trouble = (output: string, better = advice) => ({ trouble: { output, advice: better } });
  const list = async () => {
    const ran = await context.run(listSites(project), false);
    return { found: read(sites, ran)?.result.sites ?? null, output: ran.output };
  };
  const before = await list();
  if (before.found === null) return trouble(before.output);
  const chosen = chooseSite(before.found, named);
  if (chosen === 'several') {
    const names = before.found.map(({ name }) => name).join(', ');
    return trouble('', `The project has several sites. Choose one with --site NAME: ${names}.`);
  }
  if (chosen !== 'none') return { site: chosen };

  let wanted = named ?? project;
  let made = await context.run(createSite(project, wanted), false);
  const other = made.ok || named !== undefined ? undefined : proposedName(made.output);
  if (other !== undefined) {
    wanted = other;
    made = await context.run(createSite(project, wanted), false);
  }
  if (!made.ok) return trouble(made.output, `Choose another name for the site: --site NAME. (${advice})`);
  const after = await list();
  const site =
    after.found?.find(({ name }) => name === wanted) ??
    after.found?.find(({ type }) => type === 'DEFAULT_SITE');
  return site
    ? { site }
    : trouble(
        after.output,
        `The site ${wanted} was created, but is not listed yet. Run this again in a minute.`,
      );
};

/** The environment with the site's name and address. A custom domain is kept. */
export const withSite = (environment: Environment, { name, defaultUrl }: Site): Environment => ({
  ...environment,
  hosting_site: name,
  public_url: environment.public_url ?? defaultUrl.replace(/\/$/, ''),
});
