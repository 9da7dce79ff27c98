/*
 * A Google account and one of its projects, as far as a deployment can see. The stand-ins for the command-line tools
 * read and change it; a test sets its state and checks it afterwards.
 */

export interface Site {
  readonly name: string;
  readonly type: 'DEFAULT_SITE' | 'USER_SITE';
}

/** A command that fails, always or a number of times. */
export interface Failure {
  /** Regular expression for the command. */
  readonly at: string;
  readonly says: string;
  times: number;
}

export interface Account {
  signedIn: { gcloud: boolean; credentials: boolean; firebase: boolean };
  terms: { cloud: boolean; firebase: boolean };
  terraform: string;
  projects: Record<string, Project>;
  /** Site names that others own, with what Hosting proposes instead. */
  sitesTaken: Record<string, string>;
  /** By name: the number of the project that owns the bucket, and whether we can access it. */
  buckets: Record<string, { owner: string; open: boolean; versioned: boolean }>;
  /** Terraform's states by bucket and prefix: the resource addresses in each. */
  states: Record<string, string[]>;
  /** The backend of the last `terraform init`. */
  backend: string | null;
  failures: Failure[];
}

export interface Project {
  number: string;
  state: 'ACTIVE' | 'DELETE_REQUESTED';
  parent: { type: string; id: string } | null;
  billing: boolean;
  /** Customer ids whose members the organization admits; empty: everybody. */
  admitted: string[];
  services: string[];
  firebase: boolean;
  sites: Site[];
  database: { type: string; locationId: string } | null;
  /** Values by name, disabled versions with an exclamation mark; a secret may have none. */
  secrets: Record<string, string[]>;
  /** How many polls it takes until the indexes are built. null: there are none. */
  indexesBuiltIn: number | null;
  migrated: boolean;
  /** CPU quota of Cloud Run in the region. */
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

/** An account after the first section of docs/deploy.md. */
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
