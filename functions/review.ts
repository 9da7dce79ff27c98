import { http } from '@google-cloud/functions-framework';
import { currentApp } from '../shared/app.ts';
import { reviewApp } from '../shared/http/review-app.ts';
import { serve } from '../shared/http/serve.ts';

/** The page that decides on a draft by a link, without a session. */
http(
  'review',
  serve('review', () => reviewApp(currentApp())),
);
