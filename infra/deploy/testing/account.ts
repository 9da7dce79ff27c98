/*
 * A Google account and one project of it, as far as a deployment can tell. The stand-ins for the command-line tools read and change it; a
 * test puts it into whatever state it likes, and looks at what became of it.
 */

export interface Site {
  readonly name: string;
  readonly type: 'DEFAULT_SITE' | 'USER_SITE';
}

/** A command that fails, or fails for some time. */
export interface Failure {
  /** What the command looks like: a regular expression. */
  readonly at: string;
  readonly says: string;
  times: number;
}

export interface Account {
  signedIn: { gcloud: boolean; credentials: boolean; firebase: boolean };
  terms: { cloud: boolean; firebase: boolean };
  terraform: string;
  projects: Record<string, Project>;
  /** Names that others have, with what Hosting proposes instead. */
  sitesTaken: Record<string, string>;
  /** By name: the number of the project that has it, and whether it lets us look. */
  buckets: Record<string, { owner: string; open: boolean; versioned: boolean }>;
  /** Terraform's states by bucket and prefix: the addresses that each knows. */
  states: Record<string, string[]>;
  /** What `terraform init` was last told. */
  backend: string | null;
  failures: Failure[];
}

export interface Project {
  number: string;
  state: 'ACTIVE' | 'DELETE_REQUESTED';
  parent: { type: string; id: string } | null;
  billing: boolean;
  /** Customers of Google's whose members the organization admits; empty: everybody. */
  admitted: string[];
  services: string[];
  firebase: boolean;
  sites: Site[];
  database: { type: string; locationId: string } | null;
  /** Values by name, those of disabled versions with an exclamation mark; a secret may have none. */
  secrets: Record<string, string[]>;
  /** How often the indexes are asked for before they are built; null: there are none. */
  indexesBuiltIn: number | null;
  migrated: boolean;
  /** CPUs that Cloud Run admits in the region. */
  cpus: number;
  functions: { region: string; publicUrl: string; instances: number } | null;
  hosting: { site: string; region: string } | null;
}

/** A project right after `gcloud projects create`. */
export const newProject = (changes: Partial<Project> = {}): Project => ({
  number: '111111111111',
  state: 'ACTIVE',
  parent: null,
  billing: true,
  admitted: [],
  services: [],
  firebase: true,
  sites: [],
  database: null,
  secrets: {},
  indexesBuiltIn: null,
  migrated: false,
  cpus: 20,
  functions: null,
  hosting: null,
  ...changes,
});

/** An account that has done what the first section of docs/deploy.md asks for. */
export const newAccount = (projects: Record<string, Project> = { 'my-project': newProject() }): Account => ({
  signedIn: { gcloud: true, credentials: true, firebase: true },
  terms: { cloud: true, firebase: true },
  terraform: '1.11.4',
  projects,
  sitesTaken: {},
  buckets: {},
  states: {},
  backend: null,
  failures: [],
});
