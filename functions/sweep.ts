import { http } from '@google-cloud/functions-framework';
import { applyRetention } from '../shared/application/account/apply-retention.ts';
import { finishDeletions } from '../shared/application/account/finish-deletions.ts';
import { announceDue } from '../shared/application/knowledge/announce-due.ts';
import { announceCorrections } from '../shared/application/learning/announce-corrections.ts';
import { finishDisconnects } from '../shared/application/mailbox/finish-disconnects.ts';
import { sweepNotifications } from '../shared/application/notification/sweep-notifications.ts';
import { announceDueSteps } from '../shared/application/rehearsal/announce.ts';
import { finishGoingOn } from '../shared/application/sending/go-on.ts';
import { healAlarms } from '../shared/application/sweep/heal-alarms.ts';
import { runJobs } from '../shared/application/sweep/run-jobs.ts';
import { sweep } from '../shared/application/sweep/sweep.ts';
import { invoked } from '../shared/http/invoked.ts';

/** Every minute: publishes what is due, continues disconnects and deletions, deletes old bodies. */
http(
  'sweep',
  invoked('sweep', (app) =>
    runJobs<unknown>(app.logger, {
      healed: healAlarms(app),
      handedOut: sweep(app),
      notifications: sweepNotifications(app),
      disconnects: finishDisconnects(app),
      deletions: finishDeletions(app),
      documents: announceDue(app),
      rehearsals: announceDueSteps(app),
      corrections: announceCorrections(app),
      goingOn: finishGoingOn(app),
      bodies: applyRetention(app),
      unsubscribeKey: () => app.unsubscribe.makeKey(),
    }),
  ),
);
