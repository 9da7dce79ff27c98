import { type Call, type End, ok, refused } from './call.ts';

const error = (command: string, text: string): End => refused(`ERROR: (gcloud.${command}) ${text}\n`);

const notEnabled = (command: string, service: string, project: string): End =>
  error(
    command,
    `PERMISSION_DENIED: ${service} API has not been used in project ${project} before or it is disabled. reason: SERVICE_DISABLED`,
  );

const enabled = ({ projectOf }: Call, project: string | undefined, service: string): boolean =>
  projectOf(project)?.services.includes(`${service}.googleapis.com`) ?? false;

/** The commands of gcloud that a deployment uses. */
export const fakeGcloud = (call: Call): End => {
  const { account, args, option, projectOf } = call;
  const words = args.filter((arg) => !arg.startsWith('-'));
  const command = words.join(' ');
  const project = option('project');
  const its = projectOf(project);
  if (command === 'version') return ok('Google Cloud SDK 528.0.0\n');
  if (command === 'auth print-access-token')
    return account.signedIn.gcloud
      ? ok('ya29.token\n')
      : error('auth.print-access-token', 'You do not currently have an active account selected.');
  if (command === 'auth application-default print-access-token')
    return account.signedIn.credentials
      ? ok('ya29.token\n')
      : error('auth.application-default.print-access-token', 'Your default credentials were not found.');
  if (!account.signedIn.gcloud) return error('auth', 'You do not currently have an active account selected.');

  if (command.startsWith('projects describe')) return describeProject(call, words[2] ?? '');
  if (command.startsWith('billing projects describe')) {
    const billed = projectOf(words[3])?.billing ?? false;
    return ok({ billingAccountName: billed ? 'billingAccounts/1' : '', billingEnabled: billed });
  }
  if (command.startsWith('resource-manager org-policies describe'))
    return ok({
      constraint: 'constraints/iam.allowedPolicyMemberDomains',
      listPolicy: (its?.admitted.length ?? 0) > 0 ? { allowedValues: its?.admitted } : { allValues: 'ALLOW' },
    });
  if (command.startsWith('services enable')) {
    if (!its?.billing)
      return error(
        'services.enable',
        'FAILED_PRECONDITION: Billing must be enabled. reason: UREQ_PROJECT_BILLING_NOT_FOUND BILLING_NOT_ENABLED',
      );
    if (!account.terms.cloud)
      return error('services.enable', 'UREQ_TOS_NOT_ACCEPTED: User must accept Terms of Service');
    its.services = [...new Set([...its.services, ...words.slice(2)])];
    return ok('Operation finished successfully.\n');
  }
  if (command.startsWith('storage buckets'))
    return buckets(call, words[2] ?? '', (words[3] ?? '').replace('gs://', ''));
  if (command === 'firestore databases list') {
    if (!enabled(call, project, 'firestore'))
      return notEnabled('firestore.databases.list', 'Cloud Firestore', project ?? '');
    return ok(its?.database ? [{ name: `projects/${project}/databases/(default)`, ...its.database }] : []);
  }
  if (command === 'firestore indexes composite list') {
    if (!its || its.indexesBuiltIn === null) return ok([]);
    const left = its.indexesBuiltIn;
    its.indexesBuiltIn = Math.max(0, left - 1);
    return ok(Array.from({ length: 40 }, (_, n) => ({ state: left > 0 && n === 0 ? 'CREATING' : 'READY' })));
  }
  if (command.startsWith('secrets versions')) return secrets(call, words[2] ?? '', words[3] ?? '');
  return refused(`gcloud: not known here: ${command}\n`, 2);
};

const describeProject = ({ account, projectOf }: Call, id: string): End => {
  if (!account.terms.cloud)
    return error('projects.describe', 'PERMISSION_DENIED: Callers must accept Terms of Service');
  const its = projectOf(id);
  if (!its)
    return error(
      'projects.describe',
      `User [somebody@example.com] does not have permission to access projects instance [${id}] (or it may not exist): The caller does not have permission.`,
    );
  return ok({
    projectId: id,
    projectNumber: its.number,
    lifecycleState: its.state,
    ...(its.parent ? { parent: its.parent } : {}),
  });
};

const buckets = ({ account, option, projectOf }: Call, verb: string, name: string): End => {
  const found = account.buckets[name];
  const command = `storage.buckets.${verb}`;
  switch (verb) {
    case 'describe':
      if (!found) return error(command, `gs://${name} not found: 404.`);
      if (!found.open)
        return error(
          command,
          `HTTPError 403: somebody@example.com does not have storage.buckets.get access to the Google Cloud Storage bucket. Permission 'storage.buckets.get' denied on resource (or it may not exist).`,
        );
      return ok({ kind: 'storage#bucket', name, projectNumber: found.owner });
    case 'create':
      if (found)
        return error(
          command,
          'HTTPError 409: The requested bucket name is not available. The bucket namespace is shared by all users of the system.',
        );
      account.buckets[name] = {
        owner: projectOf(option('project'))?.number ?? '',
        open: true,
        versioned: false,
      };
      return ok(`Creating gs://${name}/...\n`);
    case 'update':
      if (!found) return error(command, `gs://${name} not found: 404.`);
      found.versioned = true;
      return ok(`Updating gs://${name}/...\n`);
    default:
      return refused(`gcloud: not known here: ${command}\n`, 2);
  }
};

const secrets = (call: Call, verb: string, name: string): End => {
  const project = call.option('project');
  const command = `secrets.versions.${verb}`;
  if (!enabled(call, project, 'secretmanager')) return notEnabled(command, 'Secret Manager', project ?? '');
  const versions = call.projectOf(project)?.secrets[name];
  if (!versions)
    return error(
      command,
      `NOT_FOUND: Secret [projects/111111111111/secrets/${name}] not found or has no versions.`,
    );
  if (verb === 'add') {
    if (call.input === '') return error(command, 'The file [-] is empty.');
    versions.push(call.input);
    return ok(`Created version [${versions.length}] of the secret [${name}].\n`);
  }
  return ok(
    versions.map((value, n) => ({
      name: `projects/1/secrets/${name}/versions/${n + 1}`,
      state: value.startsWith('!') ? 'DISABLED' : 'ENABLED',
    })),
  );
};
