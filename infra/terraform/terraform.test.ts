import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { functions } from '../../functions/manifest.ts';
import { topicNames } from '../../functions/topics.ts';
import { expiringCollections } from '../../shared/persistence/indexes.ts';
import { environmentSchema } from '../deploy/environment.ts';

const folder = import.meta.dirname;
const project = join(folder, '../..');

/*
 * What can be known without the provider, which only Terraform's registry has: that the files are well formed, and that they
 * agree with the code. `terraform validate` and `plan` need the provider; `npm run deploy` runs them where it can be had.
 */

let source = '';
beforeAll(async () => {
  const files = (await readdir(folder)).filter((name) => name.endsWith('.tf'));
  source = (await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')))).join('\n');
});

const terraform = await promisify(execFile)('terraform', ['version']).then(
  () => true,
  () => false,
);
if (!terraform) console.warn('Skipped `terraform fmt`: install Terraform 1.9 or newer to run it.');

test.skipIf(!terraform)('the files are formatted, which includes that they parse', async () => {
  await promisify(execFile)('terraform', ['fmt', '-check', '-recursive', folder]);
});

/** The text between the braces after this beginning. */
const block = (beginning: string): string => {
  const at = source.indexOf(beginning);
  expect(at, beginning).toBeGreaterThanOrEqual(0);
  let depth = 0;
  for (let end = source.indexOf('{', at); end < source.length; end++) {
    if (source[end] === '{') depth++;
    if (source[end] === '}' && --depth === 0) return source.slice(at, end + 1);
  }
  throw new Error(`${beginning} does not end`);
};

const quoted = (text: string): string[] => [...text.matchAll(/"([^"]+)"/g)].map(([, value]) => value ?? '');

describe('what is deployed', () => {
  test('is described by the manifest, every field of it', () => {
    expect(source).toContain('dist/manifest.json');
    const fields = new Set(functions.flatMap((spec) => Object.keys(spec)));
    for (const field of fields) {
      expect(source, field).toMatch(
        new RegExp(`(each\\.value|\\bf|local\\.functions\\[[^\\]]+\\])\\.${field}\\b`),
      );
    }
    for (const kind of new Set(functions.map(({ trigger }) => trigger.kind))) {
      expect(source).toContain(`f.trigger.kind == "${kind}"`);
    }
    for (const field of ['topic', 'cron']) expect(source).toContain(`trigger.${field}`);
  });

  test('takes the variables that a file of an environment may hold, with the same defaults', () => {
    const variables = [...source.matchAll(/^variable "(\w+)" \{/gm)].map(([, name]) => name ?? '');
    expect(variables.toSorted()).toEqual(Object.keys(environmentSchema.shape).toSorted());
    const { region, firestore_location } = environmentSchema.parse({ project: 'my-project' });
    expect(block('variable "region"')).toContain(`"${region}"`);
    expect(block('variable "firestore_location"')).toContain(`"${firestore_location}"`);
  });

  test('keeps every function within the CPU quota of a new project', () => {
    // The least that projects were seen to have; each instance is one CPU.
    for (const { name, maxInstances } of functions) expect(maxInstances, name).toBeLessThanOrEqual(5);
    expect(block('"google_cloudfunctions2_function" "this"')).toContain(
      'lookup(var.max_instances, each.key, each.value.maxInstances)',
    );
  });

  test('answers within the minute that Hosting waits', () => {
    for (const { name, trigger, timeoutSeconds } of functions)
      if (trigger.kind === 'http') expect(timeoutSeconds, name).toBeLessThanOrEqual(60);
  });

  test('uses the quota of the project itself, and providers of one version', () => {
    for (const provider of ['google', 'google-beta']) {
      const text = block(`provider "${provider}"`);
      expect(text).toMatch(/user_project_override\s+= true/);
      expect(text).toMatch(/billing_project\s+= var\.project/);
    }
    const versions = [...block('required_providers {').matchAll(/version\s+= "([^"]+)"/g)].map(
      ([, one]) => one,
    );
    expect(versions).toHaveLength(3);
    for (const version of versions) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
  });

  test('lets old images go, but none that serves', () => {
    const images = block('"google_artifact_registry_repository" "functions"');
    expect(images).toMatch(/cleanup_policy_dry_run\s+= false/);
    expect(images).toMatch(/"KEEP"[\s\S]*keep_count = [3-9]/);
    expect(images).toMatch(/"DELETE"[\s\S]*older_than = "7d"/);
    expect(source).toMatch(/docker_repository\s+= google_artifact_registry_repository\.functions\.id/);
  });

  test('has every resource that is made before the others', async () => {
    const { foundation } = await import('../deploy/terraform.ts');
    const targets = foundation
      .plan({ name: 'production', environment: environmentSchema.parse({ project: 'my-project' }) } as never)
      .flatMap(({ command }) => command.filter((word) => word.startsWith('-target=')));
    expect(targets.length).toBeGreaterThan(5);
    for (const target of targets) {
      const [kind, name] = target.replace('-target=', '').split('.');
      expect(source).toContain(`resource "${kind}" "${name}"`);
    }
  });

  test('gives rights to each function and to no other', () => {
    const rights = block('rights = {');
    const named = [...rights.matchAll(/^ {4}([\w-]+)\s+= \{/gm)].map(([, name]) => name);
    expect(named.toSorted()).toEqual(functions.map(({ name }) => name).toSorted());
    const topics = topicNames().map(({ topic }) => topic);
    for (const [, list] of rights.matchAll(/publishes = \[([^\]]*)\]/g)) {
      for (const topic of quoted(list ?? '')) expect(topics).toContain(topic);
    }
    // Signing in connects a mailbox for the first time; a channel has a secret of its own; what deletes an account may be the first to need the key of suppressions.
    expect([...rights.matchAll(/^ {4}([\w-]+).*connects = true/gm)].map(([, name]) => name)).toEqual([
      'auth',
      'channels',
      'sweep',
    ]);
  });

  test('uses only roles that are known to be enough and not more', () => {
    const roles = new Set([...source.matchAll(/"(roles\/[\w.]+)"/g)].map(([, role]) => role));
    expect([...roles].toSorted()).toEqual([
      'roles/artifactregistry.writer',
      'roles/cloudkms.cryptoKeyEncrypterDecrypter',
      'roles/datastore.user',
      'roles/iam.serviceAccountTokenCreator',
      'roles/logging.logWriter',
      'roles/pubsub.publisher',
      'roles/pubsub.subscriber',
      'roles/run.invoker',
      'roles/secretmanager.admin',
      'roles/secretmanager.secretAccessor',
      'roles/storage.objectUser',
      'roles/storage.objectViewer',
    ]);
    expect(block('"change_tokens"')).toContain('local.mailbox_secrets');
    expect(source.match(/"allUsers"/g)).toHaveLength(1);
  });

  test('leaves checking signed tokens to the functions, and keeps the internet away from those that have no session', () => {
    // Cloud Run strips the signature of a token that it checks, and wants the service's own URL for an audience.
    const open = block('"google_cloud_run_service_iam_member" "public"');
    expect(open).toMatch(/for_each = local\.functions$/m);
    expect(source.match(/"roles\/run\.invoker"/g)).toHaveLength(1);
    expect(block('"google_cloudfunctions2_function" "this"')).toContain(
      'ingress_settings      = each.value.trigger.kind == "http" ? "ALLOW_ALL" : "ALLOW_INTERNAL_ONLY"',
    );
    // Only calls to the default URL (run.app) count as internal.
    for (const endpoint of ['push_endpoint', 'uri ']) {
      expect(source).toMatch(new RegExp(`${endpoint}\\s*= google_cloudfunctions2_function\\.this\\[`));
    }
    // What app.ts gives the verifier.
    expect(source.match(/audience\s+= var\.public_url/g)).toHaveLength(2);
  });

  test('switches a service on before anything of it is made', () => {
    const kinds = [
      'google_artifact_registry_repository',
      'google_service_account',
      'google_project_iam_custom_role',
      'google_firestore_database',
      'google_pubsub_topic',
      'google_storage_bucket',
      'google_secret_manager_secret',
      'google_cloud_scheduler_job',
      'google_logging_metric',
      'google_monitoring_notification_channel',
      'google_billing_budget',
      'google_project_service_identity',
    ];
    for (const kind of kinds) {
      const names = [...source.matchAll(new RegExp(`^resource "${kind}" "(\\w+)"`, 'gm'))];
      expect(names.length, kind).toBeGreaterThan(0);
      for (const [beginning] of names) {
        expect(block(beginning), beginning).toMatch(/depends_on = \[google_project_service\.this\b/);
      }
    }
  });

  test('names dead letters as the replay command does', () => {
    for (const { topic, deadLetterTopic, deadLetterSubscription } of topicNames()) {
      expect(deadLetterTopic).toBe(`${topic}-dead-letter`);
      expect(deadLetterSubscription).toBe(`${topic}-dead-letter`);
    }
    expect(block('"google_pubsub_topic" "dead_letter"')).toMatch(/"\$\{each\.key\}-dead-letter"/);
    expect(block('"google_pubsub_subscription" "dead_letter"')).toMatch(/"\$\{each\.key\}-dead-letter"/);
  });

  test('lets Gmail publish to its topic and to nothing else', () => {
    expect(source.match(/local\.gmail_publisher\b/g)).toHaveLength(1);
    expect(block('"google_pubsub_topic_iam_member" "gmail"')).toContain('this["gmail-notification"]');
  });

  test('gives the functions all the variables that they need', async () => {
    const config = await readFile(join(project, 'shared/config.ts'), 'utf8');
    const known = new Set([...config.matchAll(/^ {2}([A-Z][A-Z_]+):/gm)].map(([, name]) => name));
    const environment = block('environment = merge(');
    const set = [...environment.matchAll(/\b([A-Z][A-Z_]{3,})\s+=/g)].map(([, name]) => name);
    for (const name of set) expect(known, name).toContain(name);
    // Without these a function in the cloud says what is missing and does nothing.
    for (const name of [
      'GOOGLE_CLOUD_PROJECT',
      'PUBLIC_URL',
      'INVOKER_SERVICE_ACCOUNT',
      'GOOGLE_CLIENT_ID',
      'GMAIL_WATCH_TOPIC',
    ]) {
      expect(set).toContain(name);
    }
    for (const { secrets } of functions) for (const secret of secrets) expect(known).toContain(secret);
  });

  test('lets expire what says so', () => {
    const listed = quoted(block('"google_firestore_field" "ttl"').split('for_each')[1]?.split('\n')[0] ?? '');
    expect(listed.toSorted()).toEqual([...expiringCollections].toSorted());
  });

  test('alerts on events that the code logs, and the runbook explains', async () => {
    const events = [...block('log_metrics = {').matchAll(/= "(\w+)"/g)].map(([, event]) => event ?? '');
    // Expected retries must not feed an alert.
    expect(events).not.toContain('request_postponed');
    const runbook = await readFile(join(project, 'docs/runbook.md'), 'utf8');
    for (const event of events) expect(runbook).toContain(`\`${event}\``);
    const sections = [...source.matchAll(/title = "([^"]+)"/g)].map(([, title]) => title ?? '');
    for (const title of [...sections.filter((one) => !one.startsWith('Email AI:')), 'Dead letters']) {
      if (['tokens of mailboxes'].includes(title)) continue;
      expect(runbook.includes(`### ${title}`) || title.startsWith('The model'), title).toBe(true);
    }
  });
});
