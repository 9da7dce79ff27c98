import type { Environment } from './environment.ts';

/** What is known about a failure, judging by the program's output. */
export interface Advice {
  /** What to do, with the command or URL. */
  readonly text: string;
  /** Temporary: the step is retried. */
  readonly passing: boolean;
}

interface Known {
  readonly says: RegExp;
  readonly passing?: true;
  readonly advice: (found: RegExpExecArray, where: Where) => string;
}

interface Where {
  readonly environment: Environment;
  readonly file: string;
}

/** The terms of service, which only a person can accept. */
export const TERMS =
  'Accept the terms in the browser, signed in as the same account: https://console.cloud.google.com/ (Google Cloud) and https://console.firebase.google.com/?forceCheckTos=true (Firebase).';

/** An organization policy that prevents this deployment. */
export const organizationAdvice = (project: string): string =>
  `The organization admits only its own accounts (iam.allowedPolicyMemberDomains), but browsers call as allUsers and Gmail as gmail-api-push@system.gserviceaccount.com. An administrator has to make an exception for the project: https://console.cloud.google.com/iam-admin/orgpolicies/iam-allowedPolicyMemberDomains?project=${project}`;

/** The first match is used, so specific patterns come first. */
const KNOWN: readonly Known[] = [
  {
    says: /Max instances must be set to (\d+) or fewer/i,
    advice: ([, most], { file, environment }) =>
      `The region's CPU quota admits ${most} instances for a function. Put "max_instances": {"NAME": ${most}} into ${file}, or request more: https://console.cloud.google.com/iam-admin/quotas?project=${environment.project}&service=run.googleapis.com`,
  },
  {
    says: /TOS_NOT_ACCEPTED|Tos Not Accepted|accept(?:ed)? (?:the )?.{0,40}Terms of Service/i,
    advice: () => TERMS,
  },
  {
    says: /permitted customer|allowedPolicyMemberDomains|allowedPolicyMembers/i,
    advice: (_found, { environment }) => organizationAdvice(environment.project),
  },
  {
    says: /BILLING_DISABLED|BILLING_NOT_ENABLED|billing account.{0,80}(?:not found|disabled|closed|not open)|must be on the Blaze|requires billing/i,
    advice: (_found, { environment }) =>
      `Link an open billing account: https://console.cloud.google.com/billing/linkedaccount?project=${environment.project}`,
  },
  {
    says: /Cannot find metric/i,
    passing: true,
    advice: () => 'A new metric takes up to ten minutes until Google finds it. Run this again then.',
  },
  {
    says: /SERVICE_DISABLED|has not been used in project|API .{0,60}(?:is disabled|not enabled)/i,
    passing: true,
    advice: () => 'A service that was just enabled takes some minutes. Run this again then.',
  },
  {
    says: /concurrent policy changes|Permission denied on secret|Service account .{0,120}does not exist|unable to (?:act as|impersonate)/i,
    passing: true,
    advice: () => 'New permissions and accounts take some minutes. Run this again then.',
  },
  {
    says: /bucket.{0,120}(?:not available|already own|already exists)|requested bucket name is not available/i,
    advice: (_found, { file }) =>
      `Another project owns a bucket with this name. Set another prefix in ${file}: "bucket_prefix": "YOUR-PREFIX"`,
  },
  {
    says: /Error acquiring the state lock/i,
    advice: () =>
      'Another deployment is running, or one was killed. If none is running: terraform -chdir=infra/terraform force-unlock ID, with the ID above.',
  },
  {
    says: /inconsistent dependency lock|checksums .{0,40}(?:previously|recorded)|required by this configuration but no version is selected/i,
    advice: () =>
      'The hashes in infra/terraform/.terraform.lock.hcl are for another platform or version: terraform -chdir=infra/terraform providers lock -platform=linux_amd64 -platform=darwin_arm64 -platform=windows_amd64',
  },
  {
    says: /versions\/latest was not found|Secret .{0,160}(?:not found|has no enabled version)/i,
    advice: (_found, { environment }) =>
      `A secret has no value: printf %s VALUE | gcloud secrets versions add NAME --project ${environment.project} --data-file=-`,
  },
  {
    says: /USER_PROJECT_DENIED|serviceusage\.services\.use|requires a quota project/i,
    advice: (_found, { environment }) =>
      `Your account needs the role Service Usage Consumer, or Owner, in ${environment.project}: https://console.cloud.google.com/iam-admin/iam?project=${environment.project}`,
  },
  {
    says: /Error 409|already exists/i,
    advice: () =>
      'A resource with this name exists already. Delete it, or import it: terraform -chdir=infra/terraform import ADDRESS ID, as in the error.',
  },
  {
    says: /PERMISSION_DENIED|does not have permission|Error 403|HTTP Error: 403|Permission .{0,80}denied/i,
    advice: (_found, { environment }) =>
      `Your account needs the role Owner in ${environment.project}, and all three programs have to be signed in with it: gcloud auth list; gcloud auth application-default login; firebase login:list`,
  },
];

export const adviceFor = (output: string, where: Where): Advice | null => {
  for (const { says, passing, advice } of KNOWN) {
    const found = says.exec(output);
    if (found) return { text: advice(found, where), passing: passing === true };
  }
  return null;
};
