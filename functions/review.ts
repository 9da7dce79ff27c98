import { http } from '@google-cloud/functions-framework';
import { currentApp } from '../shared/app.ts';
import { reviewApp } from '../shared/http/review-app.ts';
import { serve } from '../shared/http/serve.ts';
import { addUnsubscribeRoutes } from '../shared/http/unsubscribe-routes.ts';

/** The pages without a session: one decides on a draft, one ends mails to somebody. */
http(
  'review',
  serve('review', () => addUnsubscribeRoutes(reviewApp(currentApp()), currentApp()), ['unsubscribe']),
);
