/** Extra fields of one entry of `error.errors`. */
interface ErrorLocation {
  readonly location: string;
  readonly locationType: string;
}

/**
 * A failed Gmail call, in Google's format (https://developers.google.com/workspace/gmail/api/guides/handle-errors).
 * Thrown inside a transaction, so that a refused call leaves no trace; real clients throw it too.
 */
export class GoogleError extends Error {
  readonly code: number;
  readonly reason: string;
  readonly status: string;
  readonly detail: string;
  readonly location: ErrorLocation | null;
  readonly details: readonly unknown[];

  constructor(fields: {
    code: number;
    reason: string;
    status: string;
    message: string;
    detail?: string;
    location?: ErrorLocation;
    details?: readonly unknown[];
  }) {
    super(fields.message);
    this.name = 'GoogleError';
    this.code = fields.code;
    this.reason = fields.reason;
    this.status = fields.status;
    this.detail = fields.detail ?? fields.message;
    this.location = fields.location ?? null;
    this.details = fields.details ?? [];
  }

  /** The JSON body of Google's answer. */
  toBody(): unknown {
    return {
      error: {
        code: this.code,
        message: this.message,
        errors: [{ message: this.detail, domain: this.domain, reason: this.reason, ...this.location }],
        status: this.status,
        ...(this.details.length > 0 ? { details: this.details } : {}),
      },
    };
  }

  private get domain(): string {
    return this.reason.endsWith('LimitExceeded') || this.reason === 'accessNotConfigured'
      ? 'usageLimits'
      : 'global';
  }
}

export const invalidArgument = (message: string): GoogleError =>
  new GoogleError({ code: 400, reason: 'invalidArgument', status: 'INVALID_ARGUMENT', message });

export const notFound = (): GoogleError =>
  new GoogleError({
    code: 404,
    reason: 'notFound',
    status: 'NOT_FOUND',
    message: 'Requested entity was not found.',
  });

export const failedPrecondition = (message: string): GoogleError =>
  new GoogleError({ code: 400, reason: 'failedPrecondition', status: 'FAILED_PRECONDITION', message });

export const unauthenticated = (): GoogleError =>
  new GoogleError({
    code: 401,
    reason: 'authError',
    status: 'UNAUTHENTICATED',
    message:
      'Request had invalid authentication credentials. Expected OAuth 2 access token, login cookie or other valid authentication credential. See https://developers.google.com/identity/sign-in/web/devconsole-project.',
    detail: 'Invalid Credentials',
    location: { location: 'Authorization', locationType: 'header' },
  });

export const insufficientScope = (method: string): GoogleError =>
  new GoogleError({
    code: 403,
    reason: 'insufficientPermissions',
    status: 'PERMISSION_DENIED',
    message: 'Request had insufficient authentication scopes.',
    detail: 'Insufficient Permission',
    details: [
      {
        '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
        reason: 'ACCESS_TOKEN_SCOPE_INSUFFICIENT',
        domain: 'googleapis.com',
        metadata: { service: 'gmail.googleapis.com', method },
      },
    ],
  });

export const delegationDenied = (address: string): GoogleError =>
  new GoogleError({
    code: 403,
    reason: 'forbidden',
    status: 'PERMISSION_DENIED',
    message: `Delegation denied for ${address}`,
  });

export const rateLimitExceeded = (
  code: 403 | 429 = 429,
  message = code === 429 ? 'User-rate limit exceeded.' : 'User Rate Limit Exceeded',
): GoogleError =>
  new GoogleError({
    code,
    reason: code === 429 ? 'rateLimitExceeded' : 'userRateLimitExceeded',
    status: code === 429 ? 'RESOURCE_EXHAUSTED' : 'PERMISSION_DENIED',
    message,
  });

/** `until`: epoch ms. Google states the end only in the error message. */
export const sendingLimitReached = (until: number): GoogleError =>
  rateLimitExceeded(
    429,
    `User-rate limit exceeded.  Retry after ${new Date(until).toISOString()} (Mail sending)`,
  );

/** Errors of Google Cloud, not Gmail, about a project. */
const errorInfo = (reason: string, metadata: Readonly<Record<string, string>> = {}) => ({
  '@type': 'type.googleapis.com/google.rpc.ErrorInfo',
  reason,
  domain: 'googleapis.com',
  metadata: { service: 'gmail.googleapis.com', consumer: 'projects/1', ...metadata },
});

/** `limit`: the quota's name in the console. */
export const quotaExceeded = (limit: string): GoogleError =>
  new GoogleError({
    code: 403,
    reason: 'rateLimitExceeded',
    status: 'PERMISSION_DENIED',
    message: `Quota exceeded for quota metric 'Queries' and limit '${limit}' of service 'gmail.googleapis.com' for consumer 'project_number:1'.`,
    details: [
      errorInfo('RATE_LIMIT_EXCEEDED', { quota_metric: 'gmail.googleapis.com/default', quota_unit: limit }),
    ],
  });

export const dailyLimitExceeded = (): GoogleError =>
  new GoogleError({
    code: 403,
    reason: 'dailyLimitExceeded',
    status: 'PERMISSION_DENIED',
    message: 'Daily Limit Exceeded',
  });

export const accessNotConfigured = (): GoogleError =>
  new GoogleError({
    code: 403,
    reason: 'accessNotConfigured',
    status: 'PERMISSION_DENIED',
    message:
      'Gmail API has not been used in project 1 before or it is disabled. Enable it by visiting https://console.developers.google.com/apis/api/gmail.googleapis.com/overview?project=1 then retry. If you enabled this API recently, wait a few minutes for the action to propagate to our systems and retry.',
    details: [errorInfo('SERVICE_DISABLED')],
  });

export const projectSuspended = (): GoogleError =>
  new GoogleError({
    code: 403,
    reason: 'forbidden',
    status: 'PERMISSION_DENIED',
    message: "Permission denied: Consumer 'project:1' has been suspended.",
    details: [errorInfo('CONSUMER_SUSPENDED')],
  });

export const domainForbidden = (): GoogleError =>
  new GoogleError({
    code: 403,
    reason: 'domainPolicy',
    status: 'PERMISSION_DENIED',
    message: 'The domain administrators have disabled Gmail apps.',
  });

export const backendError = (code: 500 | 503): GoogleError =>
  new GoogleError({
    code,
    reason: 'backendError',
    status: code === 500 ? 'INTERNAL' : 'UNAVAILABLE',
    message: code === 500 ? 'Internal error encountered.' : 'The service is currently unavailable.',
    detail: 'Backend Error',
  });
