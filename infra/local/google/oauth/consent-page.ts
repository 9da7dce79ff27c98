import { html } from 'hono/html';
import { type Html, page } from '../pages/html.ts';
import { describeScope, isIdentityScope } from './scopes.ts';

export interface ConsentView {
  /** Where the form goes: this endpoint with the query of the request. */
  readonly action: string;
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly email: string;
  readonly error: string | null;
  readonly people: readonly string[];
}

/** Account chooser and consent on one page. Gmail's scopes can be left out one by one. */
export function consentPage(view: ConsentView): Html {
  const choices = view.scopes.filter((scope) => !isIdentityScope(scope));
  return page(
    'Sign in - Local Google',
    html`<main class="narrow"><div class="card">
<p class="soft small">Local Google, for development only</p>
<h1>Sign in</h1>
<p>to continue to <strong>${view.clientId}</strong></p>
<form method="post" action="${view.action}">
<label for="email">Email</label>
<input id="email" name="email" type="email" required autocomplete="username" list="people" value="${view.email}"
  aria-describedby="email-help${view.error === null ? '' : ' email-error'}">
<datalist id="people">${view.people.map((person) => html`<option value="${person}"></option>`)}</datalist>
${view.error === null ? '' : html`<p id="email-error" class="warn small" role="alert">${view.error}</p>`}
<p id="email-help" class="soft small">Any address will do; there is no password. Try <code>you@example.com</code>.</p>
${
  choices.length === 0
    ? ''
    : html`<fieldset><legend>It may</legend>
<textarea name="choice" hidden aria-hidden="true">ticked</textarea>
${choices.map(
  (scope) => html`<label class="choice"><input type="checkbox" name="scope" value="${scope}" checked>
<span>${describeScope(scope)}</span></label>`,
)}
</fieldset>`
}
<div class="actions">
<button name="decision" value="allow">Allow</button>
<button name="decision" value="deny" class="quiet" formnovalidate>Deny</button>
</div>
</form>
</div></main>`,
  );
}

/** Google's "Access blocked" page: shown instead of a redirect, because the redirect URI itself is not trusted. */
export function blockedPage(error: string, explanation: string): Html {
  return page(
    'Access blocked - Local Google',
    html`<main class="narrow"><div class="card">
<h1>Access blocked</h1>
<p>${explanation}</p>
<p class="soft small">Error 400: ${error}</p>
</div></main>`,
  );
}
