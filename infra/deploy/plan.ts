/** What a deployment is told. */
export interface Target {
  readonly project: string;
  readonly region: string;
  /** https origin without a path. */
  readonly publicUrl: string;
  readonly clientId: string;
}

/** One command of a deployment, and what to do when it fails. */
export interface Step {
  readonly name: string;
  readonly command: readonly [program: string, ...args: string[]];
  readonly advice: string;
}

const TERRAFORM = '-chdir=infra/terraform';

/** What has to be there before anything is changed. Each is harmless to run. */
export const prerequisites = ({ project }: Target): readonly Step[] => [
  {
    name: 'Google Cloud CLI',
    command: ['gcloud', 'version'],
    advice: 'Install it: https://cloud.google.com/sdk/docs/install',
  },
  {
    name: 'Terraform',
    command: ['terraform', 'version'],
    advice: 'Install 1.9 or newer: https://developer.hashicorp.com/terraform/install',
  },
  {
    name: 'Firebase CLI',
    command: ['firebase', '--version'],
    advice: 'Install it: npm install --global firebase-tools',
  },
  {
    name: 'signed in to Google Cloud',
    command: ['gcloud', 'auth', 'print-access-token', '--quiet'],
    advice: 'Sign in: gcloud auth login',
  },
  {
    name: 'credentials for Terraform',
    command: ['gcloud', 'auth', 'application-default', 'print-access-token', '--quiet'],
    advice: 'Sign in: gcloud auth application-default login',
  },
  {
    name: 'the project',
    command: ['gcloud', 'projects', 'describe', project, '--quiet'],
    advice: `Create it (gcloud projects create ${project}) or ask its owner for access.`,
  },
  {
    name: 'billing',
    command: [
      'gcloud',
      'billing',
      'projects',
      'describe',
      project,
      '--format=value(billingAccountName)',
      '--quiet',
    ],
    advice: `Link a billing account: https://console.cloud.google.com/billing/linkedaccount?project=${project}`,
  },
];

/** The deployment itself, in order. May be repeated: what is as it should be stays as it is. */
export const deployment = ({ project, region, publicUrl, clientId }: Target): readonly Step[] => {
  const state = `${project}-email-ai-state`;
  return [
    { name: 'build', command: ['npm', 'run', 'build'], advice: 'The build names the file that is wrong.' },
    {
      name: 'services that Terraform itself needs',
      command: [
        'gcloud',
        'services',
        'enable',
        'cloudresourcemanager.googleapis.com',
        'serviceusage.googleapis.com',
        'storage.googleapis.com',
        `--project=${project}`,
      ],
      advice: 'Enabling services needs the role Owner, or Service Usage Admin.',
    },
    {
      name: 'bucket for the state',
      command: [
        'gcloud',
        'storage',
        'buckets',
        'create',
        `gs://${state}`,
        `--project=${project}`,
        `--location=${region}`,
        '--uniform-bucket-level-access',
        '--public-access-prevention',
      ],
      advice: 'Creating buckets needs the role Storage Admin.',
    },
    {
      name: 'Terraform: prepare',
      command: [
        'terraform',
        TERRAFORM,
        'init',
        '-input=false',
        `-backend-config=bucket=${state}`,
        '-backend-config=prefix=email-ai',
      ],
      advice: 'Terraform fetches its providers now, which needs the network.',
    },
    {
      name: 'Terraform: check',
      command: ['terraform', TERRAFORM, 'validate'],
      advice: 'Please report this: the files do not suit the provider.',
    },
    {
      name: 'Terraform: apply',
      command: [
        'terraform',
        TERRAFORM,
        'apply',
        '-input=false',
        '-auto-approve',
        `-var=project=${project}`,
        `-var=region=${region}`,
        `-var=public_url=${publicUrl}`,
        `-var=google_client_id=${clientId}`,
      ],
      advice:
        'Functions start only once their secrets have a value: see "secrets" in docs/deploy.md, put them in, and run this again.',
    },
    {
      name: 'migrations',
      command: ['npm', 'run', 'migrate', '--', 'up', '--project', project],
      advice: 'It names the documents that could not be changed. Running it again goes on where it was.',
    },
    {
      name: 'rules, indexes and hosting',
      command: [
        'firebase',
        'deploy',
        '--project',
        project,
        '--only',
        'firestore,hosting',
        '--non-interactive',
      ],
      advice: `Add Firebase to the project once: firebase projects:addfirebase ${project}`,
    },
  ];
};

/** What only a person can do, in Google's console. */
export const remaining = ({ project, publicUrl }: Target): readonly string[] => [
  `OAuth client, authorized redirect URI: ${publicUrl}/api/auth/callback (https://console.cloud.google.com/auth/clients?project=${project})`,
  `OAuth consent screen, scopes gmail.readonly and gmail.compose, test users (https://console.cloud.google.com/auth/overview?project=${project})`,
  `Values of the secrets: printf %s VALUE | gcloud secrets versions add NAME --project ${project} --data-file=-`,
];
